/** A `History` under test, with its clock, its counts and what it said. */
import { History } from "#actors/history/history.ts";
import type { HistoryMeter } from "#actors/history/history_meter.ts";
import { HistorySettings } from "#config/schema.ts";
import type { EnergyChanged } from "#model/energy.ts";
import type { PartStatus } from "#model/status.ts";
import { Zone } from "#model/zone.ts";
import { VirtualClock } from "#runtime/clock.ts";
import { quietBook } from "./quiet_book.ts";
import { NINE_MS } from "./readings.ts";

export const OSLO = new Zone("Europe/Oslo");

/** Settings of a house that makes no backups of its own accord. */
export const NO_BACKUPS = HistorySettings.parse({ backupDays: 0 });

export type LifeOptions = {
  readonly meters?: readonly HistoryMeter[];
  readonly backups?: HistorySettings;
};

export function historyLife(
  dataDir: string,
  clock = new VirtualClock(NINE_MS),
  {
    meters = [{ id: "main", zone: OSLO }, { id: "solar", zone: OSLO }],
    backups = NO_BACKUPS,
  }: LifeOptions = {},
) {
  const statuses: PartStatus[] = [];
  const changes: EnergyChanged[] = [];
  const counts: Record<string, number> = {};
  const { book, lines } = quietBook(clock);
  const history = new History({
    dataDir,
    meters,
    backups,
    context: {
      clock,
      log: book.part("history"),
      count: (name, by = 1) => counts[name] = (counts[name] ?? 0) + by,
    },
    say: (status) => statuses.push(status),
    changed: (change) => changes.push(change),
  });
  return { history, clock, statuses, changes, counts, lines };
}
