/** Temperatures of all sensors; those that could not be stored yet come last. */
import type { HistoryQuestions } from "#model/history.ts";
import type { TemperaturePoint } from "#model/temperature.ts";
import { groupTemperatures } from "#energy/temperature.ts";
import { inSpan, localParts, pageOf } from "./page.ts";
import type { Shelf } from "./shelf.ts";

export function temperatures(
  shelf: Shelf,
  { step, ...page }: Parameters<HistoryQuestions["temperatures"]>[0],
  unstored: readonly TemperaturePoint[],
): TemperaturePoint[] {
  const range = pageOf(shelf, page);
  const waiting = unstored.filter(inSpan(range));
  const rows = shelf.disk?.rows.temperatures;
  if (step === "5min") return [...rows?.points(range) ?? [], ...waiting].slice(0, range.limit);
  const { zone } = shelf.ledger.meter;
  const fromMs = rows?.firstMs(range) ?? null;
  const parts = fromMs === null ? [] : localParts({ ...range, fromMs }, { step, zone });
  const stored = [...parts].flatMap((part) => rows?.over(part) ?? []);
  return groupTemperatures([...stored, ...waiting], step, zone).slice(0, range.limit);
}
