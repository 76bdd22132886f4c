/**
 * The day before the demo began: what the simulated meter would have said, booked by history
 * itself, so that the page opens on curves and bars instead of on an empty sheet.
 */
import { History } from "#actors/history/history.ts";
import { HistorySettings } from "#config/schema.ts";
import type { SimulatedMeter } from "#drivers/sim/sim_source.ts";
import { asFault } from "#model/fault.ts";
import type { Zone } from "#model/zone.ts";
import type { Clock } from "#runtime/clock.ts";
import type { Log } from "#runtime/log.ts";

const PAST_MS = 26 * 3_600_000;
const STEP_MS = 10_000;

export type Past = {
  readonly dataDir: string;
  readonly meter: { readonly id: string; readonly zone: Zone };
  readonly simulated: Pick<SimulatedMeter, "layout" | "household">;
};

/** Fills a new data directory with readings every 10 s up to now. */
export function tellThePast(
  { dataDir, meter, simulated }: Past,
  { clock, log }: { clock: Clock; log: Log },
): void {
  const { layout, household } = simulated;
  const { list } = layout.pushes.at(-1)!;
  const context = { clock, log, count: () => {} };
  const refuse = (status: { state: string; text: string }) => {
    if (status.state !== "ok") log.warn(status.text);
  };
  const history = new History({
    dataDir,
    meters: [meter],
    backups: HistorySettings.parse({}),
    context,
    say: refuse,
    changed: () => {},
  });
  const nowMs = clock.nowMs();
  try {
    for (let atMs = nowMs - PAST_MS; atMs < nowMs; atMs += STEP_MS) {
      const secondMs = atMs - atMs % 1000;
      const reading = { ...layout.expected(household.at(secondMs), list), receivedAtMs: secondMs };
      history.accept({
        meter: meter.id,
        reading,
        frame: { stream: "past", endOffset: atMs, tickMs: atMs },
      });
    }
    history.finish();
  } catch (thrown) {
    history.close();
    log.warn(asFault(thrown));
  }
}
