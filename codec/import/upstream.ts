/**
 * The history lines in a backup of amsreader-firmware (chapter 20 Appendix B, chapter 40 §9):
 * `dayplot` holds the last 24 hours by UTC hour, `monthplot` the last 31 days by local day.
 */
import type { Imported, ImportedSpan, ImportNote } from "#model/imported.ts";
import type { Zone } from "#model/zone.ts";
import { inOrder } from "./spans.ts";

const HOUR_MS = 3_600_000;
const HOURS = 24;
const DAYS = 31;
/** After a short month the slots of its last days are those of the month before. */
const DAYS_BACK_MAX = 62;
/** Older versions have no field for the accuracy. */
const ACCURACY_SINCE = { dayplot: 5, monthplot: 6 } as const;

type Plot = {
  readonly readAtMs: number;
  readonly importWh: readonly number[];
  /** Empty when the meter never exported. */
  readonly exportWh: readonly number[];
};

/** Whether a text is such a backup. */
export function isUpstreamBackup(text: string): boolean {
  return /^(amsconfig|dayplot \d|monthplot \d)/m.test(text);
}

/** Reads the two lines; whatever else is in the file is another reader's. */
export function readUpstreamHistory(text: string, zone: Zone): Imported {
  const notes: ImportNote[] = [];
  const rejected: ImportNote[] = [];
  let hours: ImportedSpan[] = [];
  let days: ImportedSpan[] = [];
  for (const [at, content] of text.split(/\r?\n/).entries()) {
    const [keyword, ...words] = content.trim().split(/ +/);
    if (keyword !== "dayplot" && keyword !== "monthplot") continue;
    const plot = plotOf(keyword, words);
    if (plot === null) rejected.push({ line: at + 1, text: `${keyword}: too few numbers` });
    else if (keyword === "dayplot") hours = hoursOf(plot);
    else days = daysOf(plot, zone);
  }
  const known = new Set(hours.map(({ fromMs }) => zone.startOfMs("day", fromMs)));
  const bare = days.filter(({ fromMs }) => !known.has(fromMs));
  if (bare.length < days.length) {
    const text = `${days.length - bare.length} days have hours of their own`;
    notes.push({ line: 0, text });
  }
  return { kind: "upstream", ...inOrder([...hours, ...bare], notes), rejected };
}

function plotOf(keyword: "dayplot" | "monthplot", words: readonly string[]): Plot | null {
  const numbers = words.map(Number);
  if (numbers.some((number) => !Number.isFinite(number))) return null;
  const [version = 0, readS = 0] = numbers;
  const slots = keyword === "dayplot" ? HOURS : DAYS;
  const from = version >= ACCURACY_SINCE[keyword] ? 4 : 3;
  const importWh = numbers.slice(from, from + slots);
  const exportWh = numbers.slice(from + slots + 1, from + 2 * slots + 1);
  if (importWh.length < slots || readS <= 0) return null;
  return { readAtMs: readS * 1000, importWh, exportWh: exportWh.length === slots ? exportWh : [] };
}

/** Slot k is the last UTC hour k that ended at or before the last reading. */
function hoursOf(plot: Plot): ImportedSpan[] {
  const endMs = Math.floor(plot.readAtMs / HOUR_MS) * HOUR_MS;
  return Array.from({ length: HOURS }, (_, back) => endMs - (back + 1) * HOUR_MS)
    .flatMap((fromMs) => {
      const slot = new Date(fromMs).getUTCHours();
      return spanOf(plot, slot, { fromMs, toMs: fromMs + HOUR_MS });
    });
}

/** Slot d − 1 is the last local day d before the day of the last reading. */
function daysOf(plot: Plot, zone: Zone): ImportedSpan[] {
  const seen = new Set<number>();
  return Array.from({ length: DAYS_BACK_MAX }, (_, back) => back + 1).flatMap((back) => {
    const fromMs = zone.shiftDayMs(plot.readAtMs, -back);
    const slot = zone.wallClock(fromMs).day - 1;
    if (seen.has(slot)) return [];
    seen.add(slot);
    return spanOf(plot, slot, { fromMs, toMs: zone.shiftDayMs(fromMs, 1) });
  });
}

/** Nothing for a slot of zeros: upstream's empty slots look like that. */
function spanOf(
  { importWh, exportWh }: Plot,
  slot: number,
  span: { fromMs: number; toMs: number },
): ImportedSpan[] {
  const used = importWh[slot] ?? 0;
  const produced = exportWh[slot] ?? null;
  if (used === 0 && (produced ?? 0) === 0) return [];
  return [{
    ...span,
    importWh: Math.round(used),
    exportWh: produced === null ? null : Math.round(produced),
  }];
}
