/**
 * What people change in the history of energy, and what they read in from elsewhere. What the meter
 * said stays beneath: an undone batch leaves no trace but its line in the log.
 */
import { z } from "zod";

const wholeWh = z.int().min(0).max(1_000_000_000).nullable();

/** New energy of one quarter, whole Wh; `null` leaves a direction as it is. */
export const EnergyChange = z.object({
  /** Start of the quarter, ms UTC. */
  atMs: z.int().min(0).multipleOf(900_000),
  importWh: wholeWh,
  exportWh: wholeWh,
});
export type EnergyChange = z.infer<typeof EnergyChange>;

/** `edit`: typed by a person. `import`: read from a file or another system. */
export const EditKind = z.enum(["edit", "import"]);
export type EditKind = z.infer<typeof EditKind>;

/**
 * What to do where there is energy already (chapter 20 §12.5). `keepBetter`: the better quality
 * stays, of equals the older. `keep`: what there is. `replace`: what is new. `larger`: the larger
 * number, each direction on its own. Edits always replace.
 */
export const ConflictPolicy = z.enum(["keepBetter", "keep", "replace", "larger"]);
export type ConflictPolicy = z.infer<typeof ConflictPolicy>;

/** Changes of one question; a larger batch is handed in by several. */
export const CHANGES_MAX = 20_000;

/** A batch of changes that count at once and can be undone at once. */
export type EnergyEdit = {
  readonly meter: string;
  readonly kind: EditKind;
  /** For the log: who or what, for example the name of a file. */
  readonly note: string;
  /** In any order, at most `CHANGES_MAX`; of two for one quarter the later one counts. */
  readonly changes: readonly EnergyChange[];
  /** `keepBetter` if absent. */
  readonly policy?: ConflictPolicy;
  /** Adds to a batch that was left unfinished; what it was begun with stands. */
  readonly batch?: number;
  /** More follows: nothing counts until a question comes without this. */
  readonly isUnfinished?: boolean;
};

/** What became of an edit. */
export type EditReport = {
  readonly batch: number;
  /** Quarters that are to change, and those that stay by the policy or as nothing differs. */
  readonly changed: number;
  readonly kept: number;
};

/** A line of the log, the newest first. */
export const EditBatch = z.object({
  batch: z.int(),
  kind: EditKind,
  note: z.string(),
  /** When it was made, and undone; ms UTC. */
  atMs: z.int(),
  undoneAtMs: z.int().nullable(),
  /** Its quarters, and the span in which they lie. */
  quarters: z.int(),
  fromMs: z.int(),
  toMs: z.int(),
});
export type EditBatch = z.infer<typeof EditBatch>;

/** One quarter of a batch: what was shown before, and what the batch says. */
export const EditedQuarter = z.object({
  atMs: z.int(),
  oldImportWh: z.int().nullable(),
  oldExportWh: z.int().nullable(),
  importWh: z.int().nullable(),
  exportWh: z.int().nullable(),
});
export type EditedQuarter = z.infer<typeof EditedQuarter>;
