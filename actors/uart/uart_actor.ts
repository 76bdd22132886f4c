/**
 * Port to ring: opens the source, keeps it open, and puts its bytes into the ring with the time of
 * their arrival. A source that is missing or lost is a state, not a crash: it is tried again with
 * growing delays. Nothing is understood here.
 */
import { asFault, type Fault } from "#model/fault.ts";
import { faultStatus, type PartStatus } from "#model/status.ts";
import type { Actor, Context } from "#runtime/actor.ts";
import { ABORTED, orAborted } from "#runtime/or_aborted.ts";
import type { ByteRing } from "#runtime/byte_ring.ts";
import type { Topic } from "#runtime/topic.ts";
import type { HeldLine } from "./held_line.ts";

type Wires = {
  readonly part: string;
  readonly held: HeldLine;
  readonly ring: ByteRing;
  readonly statuses: Topic<PartStatus>;
};

const RETRY_MS_FIRST = 1_000;
const RETRY_MS_MAX = 30_000;

export function uartActor(wires: Wires): Actor {
  const { part, held, ring, statuses } = wires;
  return async (context) => {
    const { signal, clock, log } = context;
    const say = (state: PartStatus["state"], text: string) =>
      statuses.send({ part, state, text, fault: null, sinceMs: clock.nowMs() });
    context.ready();
    let retryMs = RETRY_MS_FIRST;
    while (!signal.aborted) {
      try {
        if (!held.isOpen) {
          await held.open();
          log.info(`listening to ${held.source.name}`);
          if (held.warning !== null) log.warn(held.warning);
        }
        say("ok", `Listening to ${held.source.name}`);
        const heard = () => retryMs = RETRY_MS_FIRST;
        if (await pump({ held, ring, heard }, context) === "end") {
          await held.close();
          say("off", `${held.source.name} has ended`);
          log.info(`${held.source.name} has ended`);
          return;
        }
      } catch (thrown) {
        const fault = asFault(thrown);
        if (!fault.code.startsWith("source-")) throw fault;
        await lost(fault);
        await context.idle(clock.sleep(retryMs, signal));
        retryMs = Math.min(retryMs * 2, RETRY_MS_MAX);
      }
    }
    await held.close();

    async function lost(fault: Fault): Promise<void> {
      context.count("sourceFaults");
      log.warn(fault);
      statuses.send(faultStatus(part, fault, clock.nowMs()));
      await held.close();
    }
  };
}

/** Reads until the signal or the end of the source; throws when the line breaks. */
async function pump(
  { held, ring, heard }: Pick<Wires, "held" | "ring"> & { heard: () => void },
  context: Context,
): Promise<"end" | "stopped"> {
  const { signal, clock } = context;
  while (!signal.aborted) {
    const bytes = await context.idle(orAborted(held.read(), signal));
    if (bytes === ABORTED) break;
    if (bytes === null) return "end";
    if (bytes.length > 0) {
      ring.append(held.stream, bytes, clock.nowMs());
      heard();
    }
    held.taken();
  }
  return "stopped";
}
