/**
 * Port to ring: opens the source, keeps it open, and puts its bytes into the ring with the time of
 * their arrival. A source that is missing or lost is a state, not a crash: it is tried again with
 * growing delays. Nothing is understood here.
 */
import { asFault, type Fault } from "#model/fault.ts";
import type { LineNote } from "#drivers/ports.ts";
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
    const say = ({ state, text, fault }: LineNote) =>
      statuses.send({ part, state, text, fault: fault?.view() ?? null, sinceMs: clock.nowMs() });
    const listening: LineNote = {
      state: "ok",
      text: `Listening to ${held.source.name}`,
      fault: null,
    };
    context.ready();
    let retryMs = RETRY_MS_FIRST;
    let said: LineNote | null = null;
    while (!signal.aborted) {
      try {
        if (!held.isOpen) {
          await held.open(clock);
          log.info(`listening to ${held.source.name}`);
          if (held.warning !== null) log.warn(held.warning);
        }
        said = null;
        tell();
        const heard = () => retryMs = RETRY_MS_FIRST;
        if (await pump({ held, ring, heard, tell }, context) === "end") {
          await held.close();
          say({ state: "off", text: `${held.source.name} has ended`, fault: null });
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

    /** Says what the line is about when that has changed. */
    function tell(): void {
      const note = held.note ?? listening;
      if (note === said) return;
      said = note;
      if (note.fault !== null) log.warn(note.fault);
      else if (note !== listening) log.info(note.text);
      say(note);
    }

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
  { held, ring, heard, tell }: Pick<Wires, "held" | "ring"> & {
    readonly heard: () => void;
    readonly tell: () => void;
  },
  context: Context,
): Promise<"end" | "stopped"> {
  const { signal, clock } = context;
  while (!signal.aborted) {
    const bytes = await context.idle(orAborted(held.read(), signal));
    if (bytes === ABORTED) break;
    if (bytes === null) return "end";
    if (bytes.length > 0) {
      ring.append(held.stream, bytes, held.arrival(clock));
      heard();
    }
    held.taken();
    tell();
  }
  return "stopped";
}
