/**
 * Ring to readings: feeds the bytes of one meter to its line decoder and sends what they said. The
 * bytes are released only after their readings are in the next queue, so a crash anywhere loses
 * nothing; history recognises what it is told twice.
 */
import { LineDecoder } from "#codec/line_decoder.ts";
import type { MeterOptions } from "#model/meter.ts";
import type { MeterReading } from "#model/reading.ts";
import { faultStatus, type PartStatus } from "#model/status.ts";
import type { Actor, Context } from "#runtime/actor.ts";
import type { ByteBlock, ByteRing } from "#runtime/byte_ring.ts";
import { together } from "#runtime/together.ts";
import type { Topic } from "#runtime/topic.ts";
import { type Health, MeterHealth } from "./meter_health.ts";

type Wires = {
  readonly meter: string;
  readonly options: MeterOptions;
  readonly part: string;
  readonly ring: ByteRing;
  readonly readings: Topic<MeterReading>;
  readonly statuses: Topic<PartStatus>;
};

const HEALTH_TICK_MS = 5_000;

export function decoderActor(wires: Wires): Actor {
  return async (context) => {
    const health = new MeterHealth(context.clock.monotonicMs());
    const tell = teller(wires, context, health);
    context.ready();
    await together(context, [
      (life) => decode(wires, life, { health, tell }),
      (life) => watchSilence(life, tell),
    ]);
  };
}

async function decode(
  wires: Wires,
  context: Context,
  { health, tell }: { health: MeterHealth; tell: () => void },
): Promise<void> {
  const { ring, readings, meter } = wires;
  let place: { decoder: LineDecoder; stream: string; startOffset: number; fed: number } | null =
    null;
  for await (const block of ring.blocks(context)) {
    await readings.room(context);
    if (place === null || !follows(block, place)) {
      const decoder = new LineDecoder(wires.options);
      place = { decoder, stream: block.stream, startOffset: block.offset, fed: 0 };
    }
    const { decoder, stream, startOffset } = place;
    for (const { outcome, atMs, endOffset } of decoder.push(block.bytes, block.atMs)) {
      if (outcome.ok) {
        const reading = Object.assign(outcome.value, { receivedAtMs: atMs });
        const frame = { stream, endOffset: startOffset + endOffset };
        readings.send({ meter, reading, frame });
        health.reading(context.clock.monotonicMs());
        context.count("readings");
      } else {
        health.fault(outcome.fault);
        context.log.warn(outcome.fault);
        context.count(outcome.fault.code);
      }
      tell();
    }
    place.fed += block.bytes.length;
    ring.release(stream, startOffset + decoder.neededFrom);
  }
}

/** Whether a block continues what the decoder already has; after a loss it starts afresh. */
function follows(
  block: ByteBlock,
  place: { stream: string; startOffset: number; fed: number },
): boolean {
  return block.stream === place.stream && block.offset === place.startOffset + place.fed;
}

/** Sends the meter's health when it has changed. */
function teller(wires: Wires, { clock }: Context, health: MeterHealth): () => void {
  let said = "";
  return () => {
    const now = health.at(clock.monotonicMs());
    const key = now.fault?.code ?? now.state;
    if (key !== said) wires.statuses.send(statusOf(wires.part, now, clock.nowMs()));
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

function statusOf(part: string, { state, fault }: Health, nowMs: number): PartStatus {
  if (fault !== null) return faultStatus(part, fault, nowMs);
  return { part, state, text: TEXTS[state], fault: null, sinceMs: nowMs };
}
