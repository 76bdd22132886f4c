/** Spans of energy as files give them, brought into order. */
import type { ImportedSpan, ImportNote } from "#model/imported.ts";

/**
 * Sorts spans, joins import and export of the same span, and takes away what overlaps: the first
 * in the file counts. What was taken away is added to the notes.
 */
export function inOrder(
  spans: readonly ImportedSpan[],
  notes: readonly ImportNote[] = [],
): { spans: ImportedSpan[]; notes: ImportNote[] } {
  const sorted = spans.map((span, at) => ({ span, at }))
    .sort((a, b) => a.span.fromMs - b.span.fromMs || a.span.toMs - b.span.toMs || a.at - b.at);
  const kept: ImportedSpan[] = [];
  let overlapping = 0;
  for (const { span } of sorted) {
    const last = kept.at(-1);
    if (last === undefined || span.fromMs >= last.toMs) {
      kept.push(span);
    } else if (completes(last, span)) {
      kept[kept.length - 1] = {
        ...last,
        importWh: last.importWh ?? span.importWh,
        exportWh: last.exportWh ?? span.exportWh,
      };
    } else {
      overlapping++;
    }
  }
  const text = `${overlapping} rows overlap others and are left out`;
  return { spans: kept, notes: overlapping === 0 ? [...notes] : [...notes, { line: 0, text }] };
}

/** Rows of one span, as for several tariffs or sensors, as one that has the sum of them. */
export function summed(spans: readonly ImportedSpan[]): ImportedSpan[] {
  const known = new Map<string, ImportedSpan>();
  const sum = (a: number | null, b: number | null) => a === null ? b : a + (b ?? 0);
  for (const span of spans) {
    const key = `${span.fromMs} ${span.toMs}`;
    const before = known.get(key) ?? { ...span, importWh: null, exportWh: null };
    known.set(key, {
      ...span,
      importWh: sum(before.importWh, span.importWh),
      exportWh: sum(before.exportWh, span.exportWh),
    });
  }
  return [...known.values()];
}

/** Whether a span is of the same time and says what the other does not. */
function completes(known: ImportedSpan, span: ImportedSpan): boolean {
  const isSame = span.fromMs === known.fromMs && span.toMs === known.toMs;
  const isNews = (span.importWh === null || known.importWh === null) &&
    (span.exportWh === null || known.exportWh === null);
  return isSame && isNews;
}
