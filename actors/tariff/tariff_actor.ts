/**
 * Peaks and what they cost: follows the stored readings of every meter that has a tariff, says
 * where the running interval is heading, and works the month out anew when history changes.
 */
import type { EnergyChanged, StoredReading } from "#model/energy.ts";
import { asFault } from "#model/fault.ts";
import type { HistoryQuestions } from "#model/history.ts";
import type { PeakQuestions, PeakState } from "#model/peaks.ts";
import type { PartStatus } from "#model/status.ts";
import type { Actor, Context } from "#runtime/actor.ts";
import type { Desk } from "#runtime/desk.ts";
import { together } from "#runtime/together.ts";
import type { Reader, Topic } from "#runtime/topic.ts";
import type { TariffSettings } from "#config/schema.ts";
import { effectiveTariff } from "#energy/tariff/effective.ts";
import type { Zone } from "#model/zone.ts";
import { MeterTariff, type TariffMeter } from "./meter_tariff.ts";

export type TariffWires = {
  readonly meters: readonly { readonly id: string; readonly zone: Zone }[];
  readonly settings: { readonly tariff: TariffSettings };
  readonly storedIn: Reader<StoredReading>;
  readonly changesIn: Reader<EnergyChanged>;
  readonly history: Desk<HistoryQuestions>;
  readonly peaks: Topic<PeakState>;
  readonly tariff: Desk<PeakQuestions>;
  readonly statuses: Topic<PartStatus>;
};

/** A state is sent this often, and at once when its risk changes. */
const SEND_EVERY_MS = 10_000;

export function tariffActor(wires: TariffWires): Actor {
  return async (context) => {
    const meters = tariffMeters(wires);
    const tariffs = new Map(
      meters.map((meter) => [meter.id, new MeterTariff(meter, wires.history)]),
    );
    wires.statuses.send(statusOf(meters, context.clock.nowMs()));
    context.ready();
    await together(context, [
      (life) => follow(wires, life, tariffs),
      (life) => noteChanges(wires, life, tariffs),
      (life) =>
        wires.tariff.serve(life, {
          month: async ({ meter, atMs }) =>
            await tariffs.get(meter)?.month(atMs, context.clock.nowMs()) ?? null,
        }),
    ]);
  };
}

/** The meters that have a tariff. */
function tariffMeters({ meters, settings: { tariff: own } }: TariffWires): TariffMeter[] {
  const agreedKw = new Map(own.agreedKw.map((kw, at) => [at + 1, kw]));
  return meters.flatMap(({ id, zone }) => {
    const tariff = effectiveTariff(own, zone.name);
    return tariff === null ? [] : [{ id, zone, tariff, wishes: own, agreedKw }];
  });
}

function statusOf(meters: readonly TariffMeter[], sinceMs: number): PartStatus {
  const names = [...new Set(meters.map(({ tariff }) => tariff.name))].join(", ");
  const state = names === "" ? "off" : "ok";
  return { part: "tariff", state, text: names || "No tariff", fault: null, sinceMs };
}

type Tariffs = ReadonlyMap<string, MeterTariff>;
type Sent = { atMs: number; risk: number };

async function follow(wires: TariffWires, context: Context, tariffs: Tariffs): Promise<void> {
  const sent = new Map<string, Sent>();
  for await (const stored of wires.storedIn.messages(context)) {
    const tickMs = context.clock.monotonicMs();
    const found = await answered(tariffs.get(stored.meter)?.follow(stored, tickMs), context);
    if (found === null) continue;
    const { state, tell } = found;
    const risk = state.running?.risk ?? 0;
    const last = sent.get(stored.meter);
    const isDue = last === undefined || tickMs - last.atMs >= SEND_EVERY_MS || last.risk !== risk;
    if (tell) {
      context.count("warnings");
      const { meter, running } = state;
      context.log.warn("the running interval is about to exceed its limit", { meter, ...running });
    }
    if (!isDue) continue;
    sent.set(stored.meter, { atMs: tickMs, risk });
    wires.peaks.send(state);
  }
}

async function noteChanges(
  { changesIn, peaks }: TariffWires,
  context: Context,
  tariffs: Tariffs,
): Promise<void> {
  for await (const { meter, fromMs, toMs } of changesIn.messages(context)) {
    const state = await answered(tariffs.get(meter)?.changed(fromMs, toMs), context);
    if (state !== null) peaks.send(state);
    context.count("changes");
  }
}

/** What history did not answer in time is asked again with the next reading. */
async function answered<T>(
  asking: Promise<T | null> | undefined,
  { count }: Context,
): Promise<T | null> {
  try {
    return await asking ?? null;
  } catch (thrown) {
    if (asFault(thrown).code !== "deadline") throw thrown;
    count("unanswered");
    return null;
  }
}
