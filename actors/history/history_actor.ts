/**
 * The history actor: between the topics `readings` and `stored` it is the gate that only lets pass
 * what is safe against the death of the process. It also answers questions about the past.
 */
import type { EnergyChanged, StoredReading } from "#model/energy.ts";
import type { HistoryQuestions } from "#model/history.ts";
import type { MeterReading } from "#model/reading.ts";
import type { TemperaturePoint } from "#model/temperature.ts";
import type { PartStatus } from "#model/status.ts";
import type { Actor, Context } from "#runtime/actor.ts";
import type { Desk } from "#runtime/desk.ts";
import { together } from "#runtime/together.ts";
import type { Reader, Topic } from "#runtime/topic.ts";
import type { BackupPlan } from "./care/caretaker.ts";
import { Dating } from "./dating.ts";
import { History } from "./history.ts";
import type { HistoryMeter } from "./history_meter.ts";

export type HistoryWires = {
  /** Must not lose: a reading leaves this queue only when it is safe. */
  readonly readingsIn: Reader<MeterReading>;
  /** Closed five minutes of all thermometers. */
  readonly pointsIn: Reader<readonly TemperaturePoint[]>;
  readonly stored: Topic<StoredReading>;
  /** Is told when closed energy changed. */
  readonly changes: Topic<EnergyChanged>;
  readonly statuses: Topic<PartStatus>;
  readonly history: Desk<HistoryQuestions>;
  readonly dataDir: string;
  readonly meters: readonly HistoryMeter[];
  readonly settings: { readonly history: BackupPlan };
};

const TICK_MS = 10_000;

/** One run; the next one recovers from the disk whatever this one leaves behind. */
export function historyActor(wires: HistoryWires): Actor {
  return async (context) => {
    const { dataDir, meters, readingsIn, pointsIn, stored, history: desk } = wires;
    const say = (status: PartStatus) => wires.statuses.send(status);
    const dating = new Dating({ meters: meters.length, context, say });
    const history = new History({
      dataDir,
      meters,
      backups: wires.settings.history,
      context,
      say,
      changed: (change) => wires.changes.send(change),
    });
    try {
      context.ready();
      let wake = new AbortController();
      const gate = async (life: Context) => {
        // Between taking a reading and sending it there is no await, so nothing can come between.
        for await (const reading of readingsIn.messages(life)) {
          dating.take(reading, (dated) => {
            const safe = history.accept(dated);
            if (safe !== null) stored.send(safe);
          });
          if (history.isUrgent) wake.abort();
        }
      };
      const warming = async (life: Context) => {
        for await (const points of pointsIn.messages(life)) history.keepTemperatures(points);
      };
      const housekeeping = async ({ signal, clock, idle, alive }: Context) => {
        while (!signal.aborted) {
          wake = new AbortController();
          const either = AbortSignal.any([signal, wake.signal]);
          if (!history.isUrgent) await idle(clock.sleep(TICK_MS, either));
          alive();
          await idle(history.tend());
        }
      };
      const answering = (life: Context) => desk.serve(life, history.answers);
      await together(context, [gate, warming, housekeeping, answering]);
      if (dating.held > 0) context.log.error(`${dating.held} readings were never dated`);
      history.finish();
    } finally {
      history.close();
    }
  };
}
