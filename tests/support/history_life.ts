/** A `History` under test, with its clock, its counts and what it said. */
import { History } from "#actors/history/history.ts";
import type { PartStatus } from "#model/status.ts";
import { Zone } from "#model/zone.ts";
import { VirtualClock } from "#runtime/clock.ts";
import { quietBook } from "./quiet_book.ts";
import { NINE_MS } from "./readings.ts";

export const OSLO = new Zone("Europe/Oslo");

export function historyLife(dataDir: string, clock = new VirtualClock(NINE_MS)) {
  const statuses: PartStatus[] = [];
  const counts: Record<string, number> = {};
  const { book, lines } = quietBook(clock);
  const history = new History({
    dataDir,
    meters: [{ id: "main", zone: OSLO }, { id: "solar", zone: OSLO }],
    context: {
      clock,
      log: book.part("history"),
      count: (name, by = 1) => counts[name] = (counts[name] ?? 0) + by,
    },
    say: (status) => statuses.push(status),
  });
  return { history, clock, statuses, counts, lines };
}
