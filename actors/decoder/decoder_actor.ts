/**
 * Ring to readings: feeds the bytes of one meter to its line decoder and sends what they said,
 * unless it cannot be true. The bytes are released only after their readings are in the next queue,
 * so a crash anywhere loses nothing; history recognises what it is told twice.
 */
import { LineDecoder } from "#codec/line_decoder.ts";
import { limitsOf } from "#energy/plausible/limits.ts";
import { asFault, type Fault } from "#model/fault.ts";
import type { MeterOptions } from "#model/meter.ts";
import type { QuarantinedReading } from "#model/quarantine.ts";
import type { MeterReading } from "#model/reading.ts";
import { faultStatus, type PartStatus } from "#model/status.ts";
import type { Actor, Context } from "#runtime/actor.ts";
import type { ByteBlock, ByteRing } from "#runtime/byte_ring.ts";
import { ABORTED, orAborted } from "#runtime/or_aborted.ts";
import { together } from "#runtime/together.ts";
import type { Topic } from "#runtime/topic.ts";
import type { Tray } from "#runtime/tray.ts";
import { Inspection } from "./inspection.ts";
import { type Health, MeterHealth } from "./meter_health.ts";

type Wires = {
  readonly meter: string;
  readonly options: MeterOptions;
  /** Main fuse of the house, A; 0 when unknown. */
  readonly mainFuseA: number;
  readonly part: string;
  readonly ring: ByteRing;
  readonly readings: Topic<MeterReading>;
  readonly statuses: Topic<PartStatus>;
  /** Where readings go that cannot be true. */
  readonly quarantine: Tray<QuarantinedReading>;
  /** What history knows of the meter; `null` when it never heard it. */
  readonly lastHeard: () => Promise<MeterReading | null>;
};

const HEALTH_TICK_MS = 5_000;

export function decoderActor(wires: Wires): Actor {
  return async (context) => {
    const { mainFuseA, options, quarantine } = wires;
    const health = new MeterHealth(context.clock.monotonicMs());
    const inspection = new Inspection({
      limits: limitsOf({ mainFuseA, multipliers: options.multipliers }),
      system: options.distributionSystem,
      quarantine,
      note: (text) => context.log.warn(text),
    });
    const tell = teller(wires, context, { health, inspection });
    context.ready();
    await together(context, [
      (life) => decode(wires, life, { health, inspection, tell }),
      (life) => watchSilence(life, tell),
    ]);
  };
}

type Watch = { readonly health: MeterHealth; readonly inspection: Inspection };

async function decode(
  wires: Wires,
  context: Context,
  { health, inspection, tell }: Watch & { tell: () => void },
): Promise<void> {
  const { ring, readings, meter } = wires;
  inspection.begin(await lastHeard(wires, context));
  let place: { decoder: LineDecoder; stream: string; startOffset: number; fed: number } | null =
    null;
  for await (const block of ring.blocks(context)) {
    await readings.room(context);
    if (place === null || !follows(block, place)) {
      const decoder = new LineDecoder(wires.options);
      place = { decoder, stream: block.stream, startOffset: block.offset, fed: 0 };
    }
    const { decoder, stream, startOffset } = place;
    for (const { outcome, endOffset } of decoder.push(block.bytes, block.atMs)) {
      let fault: Fault | null = null;
      if (outcome.ok) {
        const reading = Object.assign(outcome.value, { receivedAtMs: block.atMs });
        const frame = { stream, endOffset: startOffset + endOffset, tickMs: block.tickMs };
        const entry = { meter, reading, frame };
        fault = inspection.fault(entry);
        if (fault === null) readings.send(entry);
      } else {
        fault = outcome.fault;
      }
      if (fault === null) {
        health.reading(context.clock.monotonicMs());
        context.count("readings");
      } else {
        health.fault(fault);
        context.log.warn(fault);
        context.count(fault.code);
      }
      tell();
    }
    place.fed += block.bytes.length;
    ring.release(stream, startOffset + decoder.neededFrom);
  }
}

/** History not answering is no reason to be deaf: then the first readings are believed. */
async function lastHeard(wires: Wires, { signal, idle, log }: Context) {
  try {
    const answer = await idle(orAborted(wires.lastHeard(), signal));
    return answer === ABORTED ? null : answer;
  } catch (thrown) {
    log.warn(asFault(thrown));
    return null;
  }
}

/** Whether a block continues what the decoder already has; after a loss it starts afresh. */
function follows(
  block: ByteBlock,
  place: { stream: string; startOffset: number; fed: number },
): boolean {
  return block.stream === place.stream && block.offset === place.startOffset + place.fed;
}

/** Sends the meter's health, and what the owner should check, when it has changed. */
function teller(wires: Wires, { clock }: Context, { health, inspection }: Watch): () => void {
  let said = "";
  return () => {
    const now = health.at(clock.monotonicMs());
    const { hint } = inspection;
    const key = `${now.fault?.code ?? now.state} ${hint}`;
    if (key !== said) wires.statuses.send(statusOf(wires.part, { ...now, hint }, clock.nowMs()));
    said = key;
  };
}

async function watchSilence({ signal, clock, idle }: Context, tell: () => void): Promise<void> {
  while (!signal.aborted) {
    tell();
    await idle(clock.sleep(HEALTH_TICK_MS, signal));
  }
}

const TEXTS = {
  off: "Off",
  ok: "Readings arrive",
  waiting: "Waiting for the first telegram",
  warning: "The next telegram is overdue",
  fault: "No telegram can be read",
} as const;

type Said = Health & { readonly hint: string | null };

function statusOf(part: string, { state, fault, hint }: Said, nowMs: number): PartStatus {
  if (fault !== null) return faultStatus(part, fault, nowMs);
  const text = hint === null || state !== "ok" ? TEXTS[state] : `${TEXTS[state]}. ${hint}`;
  return { part, state, text, fault: null, sinceMs: nowMs };
}
