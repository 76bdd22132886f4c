/** Energy that comes from a file rather than from the meter (chapter 20 §12.5). */

/** Energy of a span of time, integer Wh; `null` where the file says nothing of a direction. */
export type ImportedSpan = {
  /** ms UTC; the end is exclusive. */
  readonly fromMs: number;
  readonly toMs: number;
  readonly importWh: number | null;
  readonly exportWh: number | null;
};

/** Something to say about a line of the file, counted from 1; 0 is the file as a whole. */
export type ImportNote = { readonly line: number; readonly text: string };

/** What a file holds. */
export type Imported = {
  /** Which kind of file it was taken for. */
  readonly kind: string;
  /** Oldest first, without overlap. */
  readonly spans: readonly ImportedSpan[];
  /** What the owner should know before it is stored. */
  readonly notes: readonly ImportNote[];
  /** Lines that could not be read, at most `REJECTED_MAX`. */
  readonly rejected: readonly ImportNote[];
};

/** More unreadable lines than this are only counted in a note. */
export const REJECTED_MAX = 100;
