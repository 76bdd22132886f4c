/**
 * `pulse:gpiochip0/17?perKwh=1000`: a meter that only blinks, as a meter that speaks P1. The
 * counted pulses become small telegrams with register and power, so that everything behind the
 * source is the same as for other meters, and the register goes on from what history has.
 */
import { p1Number, p1Telegram } from "#codec/encode/p1.ts";
import { asFault, Fault } from "#model/fault.ts";
import type { Clock } from "#runtime/clock.ts";
import type { AskNewest, ByteLine, Bytes, ByteSource, LineNote } from "../ports.ts";
import { PulseCounter, type PulseMeter } from "../pulse_counter.ts";
import { type EdgeInput, type Edges, openEdges } from "./edge_lines.ts";

export type PulseOptions = {
  readonly name: string;
  readonly input: EdgeInput;
  /** Pulses per kWh. */
  readonly perKwh: number;
  /** What the meter's own register showed when the counting began, Wh. */
  readonly startWh: number;
};

const LOOK_AROUND_MS = 1_000;
const IDENT = "MTD5pulse";
const KWH = { digits: 6, decimals: 6, unit: "kWh" };
const KW = { digits: 3, decimals: 3, unit: "kW" };
const NOTHING: Bytes = new Uint8Array(0);

/**
 * A source of telegrams of its own making. Opening throws `source-missing` when there is no way to
 * hear the pin, or history does not say where to count on; reading throws the fault of a program
 * that ended.
 */
export function pulseSource(options: PulseOptions, clock: Clock): ByteSource {
  // Counts on when the source is opened again: what was counted may be on its way to history.
  let counter: PulseCounter | null = null;
  return {
    name: options.name,
    async open(askNewest) {
      counter ??= new PulseCounter({ ...options, startWh: await startWh(options, askNewest) });
      counter.interrupted();
      return await PulseLine.open(counter, options, clock);
    },
  };
}

/** The register never goes back; the setting can only move it forward. */
async function startWh({ name, startWh }: PulseOptions, askNewest?: AskNewest): Promise<number> {
  try {
    const newest = await askNewest?.();
    return Math.max(startWh, newest?.reading.importWh ?? 0);
  } catch (cause) {
    const what = `${name} waits for history (${asFault(cause).message})`;
    throw new Fault("source-missing", { what, cause });
  }
}

class PulseLine implements ByteLine {
  readonly #closed = new AbortController();
  #edges: Edges | null = null;
  note: LineNote;

  private constructor(
    readonly counter: PulseCounter,
    readonly name: string,
    readonly clock: Clock,
  ) {
    this.note = { state: "waiting", text: `Waiting for a pulse on ${name}`, fault: null };
  }

  static async open(
    counter: PulseCounter,
    { name, input }: PulseOptions,
    clock: Clock,
  ): Promise<PulseLine> {
    const line = new PulseLine(counter, name, clock);
    line.#edges = await openEdges(input, { clock, onEdge: (atMs) => line.#edge(atMs) });
    return line;
  }

  async read(): Promise<Bytes> {
    await this.clock.sleep(LOOK_AROUND_MS, this.#closed.signal);
    const told = this.counter.tell(this.clock.monotonicMs());
    if (told !== null) return telegram(told);
    const fault = this.#edges?.fault() ?? null;
    if (fault !== null) throw fault;
    return NOTHING;
  }

  async close(): Promise<void> {
    this.#closed.abort();
    const edges = this.#edges;
    this.#edges = null;
    await edges?.close();
  }

  #edge(atMs: number): void {
    this.counter.edge(atMs);
    if (this.note.state === "ok") return;
    this.note = { state: "ok", text: `Counting pulses on ${this.name}`, fault: null };
  }
}

function telegram({ importWh, importW }: PulseMeter): Bytes {
  const lines = [`1-0:1.8.0(${p1Number(Math.round(importWh * 1000), KWH)})`];
  if (importW !== null) lines.push(`1-0:1.7.0(${p1Number(Math.round(importW), KW)})`);
  return p1Telegram(IDENT, lines);
}
