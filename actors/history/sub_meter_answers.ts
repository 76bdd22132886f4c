/** Sub-meters: what is stored, and what waits for the next commit. */
import type { HistoryQuestions } from "#model/history.ts";
import type { SubMeterPoint } from "#model/sub_meter.ts";
import { worstOf } from "#energy/group.ts";
import { groupSubMeters } from "#energy/sub_meter_groups.ts";
import { inSpan, localParts, pageOf } from "./page.ts";
import type { RowRange } from "./rows/range.ts";
import type { Shelf } from "./shelf.ts";

export function subMeters(
  shelf: Shelf,
  { step, ...page }: Parameters<HistoryQuestions["subMeters"]>[0],
): SubMeterPoint[] {
  const range = pageOf(shelf, page);
  const waiting = [...shelf.ledger.pending.subMeters.values()].filter(inSpan(range));
  if (step === "15min") return quarters(shelf, range, waiting);
  const { zone } = shelf.ledger.meter;
  const rows = shelf.disk?.rows.subMeters;
  const fromMs = rows?.firstMs(range) ?? null;
  const parts = fromMs === null ? [] : localParts({ ...range, fromMs }, { step, zone });
  const stored = [...parts].flatMap((part) => rows?.over({ ...range, ...part }) ?? []);
  return groupSubMeters([...stored, ...waiting], step, zone).slice(0, range.limit);
}

/** What waits is added to what is stored of its quarter. */
function quarters(
  { disk }: Shelf,
  range: RowRange,
  waiting: readonly SubMeterPoint[],
): SubMeterPoint[] {
  const points = new Map(
    disk?.rows.subMeters.points(range).map((point) => [keyOf(point), point]) ?? [],
  );
  for (const point of waiting) {
    const { amount = 0, quality = point.quality } = points.get(keyOf(point)) ?? {};
    points.set(keyOf(point), {
      ...point,
      amount: point.amount + amount,
      quality: worstOf(point.quality, quality),
    });
  }
  return [...points.values()].sort((a, b) => a.atMs - b.atMs).slice(0, range.limit);
}

function keyOf({ channel, kind, unit, id, atMs }: SubMeterPoint): string {
  return [channel, kind, unit, id, atMs].join("/");
}
