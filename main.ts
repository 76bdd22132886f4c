/**
 * The wiring diagram: bytes -> ring -> readings -> stored -> outputs. Read it from top to bottom.
 */
import { decoderActor } from "#actors/decoder/decoder_actor.ts";
import { historyActor } from "#actors/history/history_actor.ts";
import { mqttActor } from "#actors/mqtt/mqtt_actor.ts";
import { sensorsActor } from "#actors/sensors/sensors_actor.ts";
import { tariffActor } from "#actors/tariff/tariff_actor.ts";
import { BY_METER, BY_PART, BY_SPAN, QUEUES, topicsOf } from "#actors/topics.ts";
import { HeldLine } from "#actors/uart/held_line.ts";
import { uartActor } from "#actors/uart/uart_actor.ts";
import { webActor } from "#actors/web/web_actor.ts";
import { commands, runCommandLine } from "#commands/mod.ts";
import type { House, Plan } from "#commands/plan.ts";
import { terminal } from "#commands/terminal.ts";
import { meterOptions } from "#config/meter_options.ts";
import { OUTPUTS, PIPELINE } from "#runtime/group.ts";
import { Wiring } from "#runtime/wiring.ts";

const RING_BYTES = 65_536;

/** Wires a house. Queues, rings and open lines live here, so they outlive a crash of an actor. */
export function house(plan: Plan): House {
  const wiring = new Wiring(plan.clock, plan.book);
  const topics = topicsOf(wiring);
  const { readings, stored, statuses, changes, peaks, temperatures, history } = topics;
  const meters = plan.settings.meters.map((own) => ({ ...own, ...meterOptions(own) }));
  const report = () => wiring.report();
  const startedAtMs = plan.clock.nowMs();
  const about = { ...plan, ...topics, meters, startedAtMs, report };

  const readingsIn = readings.reader("history", QUEUES.gate);
  const pointsIn = topics.temperaturePoints.reader("history", QUEUES.outlet);
  wiring.actor("history", PIPELINE, historyActor({ ...about, readingsIn, pointsIn }));

  const changesIn = changes.reader("tariff", BY_SPAN);
  const forTariff = stored.reader("tariff", QUEUES.outlet);
  wiring.actor("tariff", OUTPUTS, tariffActor({ ...about, storedIn: forTariff, changesIn }));

  for (const [at, broker] of plan.settings.brokers.entries()) {
    if (broker.host === "") continue;
    const part = at === 0 ? "mqtt" : `mqtt:${at + 1}`;
    const storedIn = stored.reader(part, QUEUES.outlet);
    wiring.actor(part, OUTPUTS, mqttActor({ ...about, part, broker, storedIn }));
  }

  const forWeb = {
    storedIn: stored.reader("web", QUEUES.outlet),
    statusesIn: statuses.reader("web", BY_PART),
    peaksIn: peaks.reader("web", BY_METER),
    temperaturesIn: temperatures.reader("web", QUEUES.newest),
  };
  wiring.actor("web", OUTPUTS, webActor({ ...about, ...forWeb }));
  wiring.actor("sensors", OUTPUTS, sensorsActor(about));

  for (const { id: meter, mainFuseA, ...options } of meters) {
    const source = plan.sources.get(meter);
    if (source === undefined) continue;
    const ring = wiring.ring(`ring:${meter}`, RING_BYTES);
    const lastHeard = () => history.ask("heard", { meter });
    const decode = { ...about, part: `decoder:${meter}`, meter, options, mainFuseA, ring };
    wiring.actor(decode.part, PIPELINE, decoderActor({ ...decode, lastHeard }));
    const listen = {
      ...about,
      part: `source:${meter}`,
      held: new HeldLine(source, lastHeard),
      ring,
    };
    wiring.actor(listen.part, PIPELINE, uartActor(listen));
  }
  return { supervisor: wiring.supervise(), report, statuses };
}

if (import.meta.main) {
  Deno.exit(await runCommandLine({ list: commands(house), args: Deno.args }, terminal()));
}
