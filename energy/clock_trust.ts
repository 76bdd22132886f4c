/**
 * When readings came, on a board that starts without a clock (chapter 20 §12.2). As long as the
 * system clock is impossible, readings are held with their ticks; they are dated when it becomes
 * possible, or by the meter's clock once two readings in a row say that it runs.
 */
import type { MeterReading } from "#model/reading.ts";

export type ClockTrustOptions = {
  /** No reading is older than this, ms UTC: when the program was built. */
  readonly earliestMs: number;
  /** Readings held at most; the oldest go first. */
  readonly heldMax: number;
};

/** By which clock readings are dated. `none`: they are held, and nothing can be said of time. */
export type Dating = "clock" | "meter" | "none";

/** One instant on all clocks: in a stream, on the system's, and what it truly was. */
type Anchor = {
  readonly stream: string;
  readonly tickMs: number;
  readonly systemMs: number;
  readonly atMs: number;
};

/** By how much two readings of the meter's clock may be off: it counts seconds, and lists wait. */
const METER_SLACK_MS = 10_000;

export class ClockTrust {
  readonly #options: ClockTrustOptions;
  #held: MeterReading[] = [];
  /** What the meter's clock said last, and whether that is believed. */
  #meter: Anchor | null = null;
  #dating: Dating = "clock";
  #lost = 0;

  constructor(options: ClockTrustOptions) {
    this.#options = options;
  }

  get dating(): Dating {
    return this.#dating;
  }

  /** Readings that wait for a time, and those for which there was no room. */
  get counts(): { readonly held: number; readonly lost: number } {
    return { held: this.#held.length, lost: this.#lost };
  }

  /**
   * Takes the next reading and hands on, oldest first, all that can be dated now. A reading that
   * came at a possible time is handed on as it is.
   */
  take(entry: MeterReading, accept: (dated: MeterReading) => void): void {
    if (entry.reading.receivedAtMs >= this.#options.earliestMs) {
      this.#dating = "clock";
      this.#meter = null;
      if (this.#held.length > 0) this.#release(this.#anchorFrom(entry), accept);
      return accept(entry);
    }
    this.#hearMeter(entry);
    this.#held.push(entry);
    if (this.#dating === "meter" && this.#meter !== null) return this.#release(this.#meter, accept);
    this.#dating = "none";
    if (this.#held.length <= this.#options.heldMax) return;
    this.#held.shift();
    this.#lost++;
  }

  /** Hands on what is held, dated from one instant that is known. */
  #release(anchor: Anchor, accept: (dated: MeterReading) => void): void {
    const held = this.#held;
    this.#held = [];
    for (const entry of held) {
      const receivedAtMs = Math.round(anchor.atMs + sinceMs(anchor, entry));
      accept({ ...entry, reading: { ...entry.reading, receivedAtMs } });
    }
  }

  /**
   * The instant of the newest held reading of the same stream, by ticks. Between two streams nobody
   * knows how much time passed; opening one again takes seconds.
   */
  #anchorFrom({ reading: { receivedAtMs }, frame }: MeterReading): Anchor {
    const ofStream = this.#held.findLast((held) => held.frame.stream === frame.stream);
    const newest = ofStream ?? this.#held.at(-1)!;
    const agoMs = ofStream === undefined ? 0 : frame.tickMs - ofStream.frame.tickMs;
    return anchorOf(newest, receivedAtMs - agoMs);
  }

  #hearMeter(entry: MeterReading): void {
    const { meterTime } = entry.reading;
    if (meterTime === undefined) return;
    const before = this.#meter;
    const atMs = Date.parse(meterTime);
    // A clock that counts minutes, or stands still, says nothing new.
    if (atMs === before?.atMs) return;
    const isPossible = atMs >= this.#options.earliestMs;
    this.#meter = isPossible ? anchorOf(entry, atMs) : null;
    const isRunning = isPossible && before !== null &&
      Math.abs(atMs - before.atMs - sinceMs(before, entry)) <= METER_SLACK_MS;
    this.#dating = isRunning ? "meter" : "none";
  }
}

function anchorOf({ reading: { receivedAtMs }, frame }: MeterReading, atMs: number): Anchor {
  return { stream: frame.stream, tickMs: frame.tickMs, systemMs: receivedAtMs, atMs };
}

/** Time from an instant to a reading: by ticks in one stream, else by the system's unset clock. */
function sinceMs(
  { stream, tickMs, systemMs }: Anchor,
  { reading: { receivedAtMs }, frame }: MeterReading,
): number {
  return frame.stream === stream ? frame.tickMs - tickMs : receivedAtMs - systemMs;
}
