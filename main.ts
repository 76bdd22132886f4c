/**
 * The wiring diagram: bytes -> ring -> readings -> stored -> outputs. Read it from top to bottom.
 */
import { decoderActor } from "#actors/decoder/decoder_actor.ts";
import { historyActor } from "#actors/history/history_actor.ts";
import { mqttActor } from "#actors/mqtt/mqtt_actor.ts";
import { HeldLine } from "#actors/uart/held_line.ts";
import { uartActor } from "#actors/uart/uart_actor.ts";
import { webActor } from "#actors/web/web_actor.ts";
import { commands, runCommandLine } from "#commands/mod.ts";
import type { House, Plan } from "#commands/plan.ts";
import { terminal } from "#commands/terminal.ts";
import { meterOptions } from "#config/meter_options.ts";
import type { StoredReading } from "#model/energy.ts";
import type { HistoryQuestions } from "#model/history.ts";
import type { QuarantinedReading } from "#model/quarantine.ts";
import type { MeterReading } from "#model/reading.ts";
import type { PartStatus } from "#model/status.ts";
import { OUTPUTS, PIPELINE } from "#runtime/group.ts";
import { Tray } from "#runtime/tray.ts";
import { Wiring } from "#runtime/wiring.ts";

const RING_BYTES = 65_536;
const QUEUED_MAX = 256;
const QUARANTINED_MAX = 100;

/** Wires a house. Queues, rings and open lines live here, so they outlive a crash of an actor. */
export function house(plan: Plan): House {
  const { settings } = plan;
  const wiring = new Wiring(plan.clock, plan.book);
  const readings = wiring.topic<MeterReading>("readings");
  const stored = wiring.topic<StoredReading>("stored");
  const statuses = wiring.topic<PartStatus>("statuses");
  const quarantine = new Tray<QuarantinedReading>(QUARANTINED_MAX);
  const history = wiring.desk<HistoryQuestions>("history", 5_000);
  const meters = settings.meters.map((own) => ({ ...own, ...meterOptions(own) }));
  const zones = new Map(meters.map(({ id, zone }) => [id, zone]));
  const outlet = (name: string) =>
    stored.reader(name, { capacity: QUEUED_MAX, overflow: "dropOldest" });

  const unsaved = readings.reader("history", { capacity: QUEUED_MAX, overflow: "wait" });
  const keep = { ...plan, readings: unsaved, stored, statuses, desk: history, meters };
  wiring.actor("history", PIPELINE, historyActor(keep));

  const startedAtMs = plan.clock.nowMs();
  const about = { ...plan, mainMeter: meters[0]!.id, startedAtMs, statuses };
  for (const [at, broker] of settings.brokers.entries()) {
    if (broker.host === "") continue;
    const part = at === 0 ? "mqtt" : `mqtt:${at + 1}`;
    const publish = { ...about, part, broker, stored: outlet(part) };
    wiring.actor(part, OUTPUTS, mqttActor(publish));
  }

  const byPart = (status: PartStatus) => status.part;
  const statusesIn = statuses.reader("web", { capacity: 64, overflow: "conflate", keyOf: byPart });
  const report = () => wiring.report();
  const show = { ...about, zones, history, report, quarantine, stored: outlet("web") };
  wiring.actor("web", OUTPUTS, webActor({ ...show, statusesIn }));

  for (const { id: meter, mainFuseA, ...options } of meters) {
    const source = plan.sources.get(meter);
    if (source === undefined) continue;
    const ring = wiring.ring(`ring:${meter}`, RING_BYTES);
    const lastHeard = () => history.ask("heard", { meter });
    const take = { meter, options, mainFuseA, ring, readings, statuses, quarantine, lastHeard };
    const part = `decoder:${meter}`;
    wiring.actor(part, PIPELINE, decoderActor({ ...take, part }));
    const held = new HeldLine(source, lastHeard);
    const listen = { part: `source:${meter}`, held, ring, statuses };
    wiring.actor(listen.part, PIPELINE, uartActor(listen));
  }
  return { supervisor: wiring.supervise(), report, statuses };
}

if (import.meta.main) {
  Deno.exit(await runCommandLine({ list: commands(house), args: Deno.args }, terminal()));
}
