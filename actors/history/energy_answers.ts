/**
 * Energy in quarters and local spans: days that are over come from a table of their own, those with
 * something that waits for the next commit, and cut ones, from their quarters.
 */
import type { EnergyPoint } from "#model/energy.ts";
import { HISTORY_ROWS_MAX, type HistoryQuestions } from "#model/history.ts";
import { type DayPoint, groupDays, groupQuarters } from "#energy/group.ts";
import { localSpans } from "#energy/local_spans.ts";
import { QUARTER_MS } from "#energy/quarter.ts";
import { daysOf } from "./days.ts";
import type { Shelf } from "./shelf.ts";
import { shownQuarters } from "./shown.ts";

type Span = { readonly fromMs: number; readonly toMs: number };

/** Quarters one answer is made of at most: a year and a month. */
const QUARTERS_MAX = 40_000;
const DAYS_MAX = 40_000;

export function energyOf(
  shelf: Shelf,
  { step, fromMs, toMs, limit = HISTORY_ROWS_MAX }: Parameters<HistoryQuestions["energy"]>[0],
): EnergyPoint[] {
  const most = Math.min(limit, HISTORY_ROWS_MAX);
  const span = { fromMs, toMs };
  const { zone } = shelf.ledger.meter;
  if (step === "15min") return quarters(shelf, span, most);
  if (step === "hour") {
    const some = quarters(shelf, span, Math.min(QUARTERS_MAX, 4 * (most + 1)));
    return [...groupQuarters(some, "hour", zone)].slice(0, most);
  }
  const days = daysIn(shelf, span);
  if (step !== "day") return [...groupDays(days, step, zone)].slice(0, most);
  return days.slice(0, most).map(({ lengthMs: _, ...day }) => day);
}

function quarters({ ledger, disk }: Shelf, span: Span, limit: number): EnergyPoint[] {
  return shownQuarters({ disk, waiting: ledger.pending.quarters }, { ...span, limit });
}

/** The local days of a span; the first and the last may be cut. */
function daysIn(shelf: Shelf, { fromMs, toMs }: Span): DayPoint[] {
  const { ledger: { meter: { zone }, pending }, disk } = shelf;
  const known = boundsOf(shelf);
  if (known === null) return [];
  const span = { fromMs: Math.max(fromMs, known.fromMs), toMs: Math.min(toMs, known.toMs) };
  if (span.fromMs >= span.toMs) return [];
  const byQuarters = (part: Span) => daysOf(quarters(shelf, part, QUARTERS_MAX), zone);
  const startMs = zone.startOfMs("day", span.fromMs);
  const headMs = startMs === span.fromMs ? startMs : zone.endOfMs("day", startMs);
  const tailMs = Math.min(zone.startOfMs("day", span.toMs), disk?.days.untilMs ?? 0);
  if (disk === null || tailMs <= headMs) return byQuarters(span);
  const range = { meter: disk.number, fromMs: headMs, toMs: tailMs, limit: DAYS_MAX };
  const startOfMs = localSpans("day", zone);
  const waiting = new Set([...pending.quarters.keys()].map(startOfMs));
  const between = [...waiting].filter((dayMs) => dayMs >= headMs && dayMs < tailMs);
  return [
    ...byQuarters({ fromMs: span.fromMs, toMs: headMs }),
    ...disk.rows.days.days(range).filter(({ atMs }) => !waiting.has(atMs)),
    ...between.flatMap((dayMs) => byQuarters({ fromMs: dayMs, toMs: zone.endOfMs("day", dayMs) })),
    ...byQuarters({ fromMs: tailMs, toMs: span.toMs }),
  ].sort((a, b) => a.atMs - b.atMs);
}

/** Before and behind this nothing is known. */
function boundsOf({ ledger, disk }: Shelf): Span | null {
  const stored = disk?.rows.energy.bounds(disk.number, 0) ?? null;
  const waiting = [...ledger.pending.quarters.keys()];
  if (stored === null && waiting.length === 0) return null;
  return {
    fromMs: waiting.reduce((a, b) => Math.min(a, b), stored?.firstMs ?? Infinity),
    toMs: waiting.reduce((a, b) => Math.max(a, b), stored?.lastMs ?? -Infinity) + QUARTER_MS,
  };
}
