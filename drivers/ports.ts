/** The outside world as interfaces: all that actors may know of drivers. */
import type { Fault } from "#model/fault.ts";
import type { MeterReading } from "#model/reading.ts";
import type { PartState } from "#model/status.ts";
import type { TemperatureReading } from "#model/temperature.ts";

/** Bytes of one read; empty when nothing came in time. */
export type Bytes = Uint8Array<ArrayBuffer>;

/** What an open line is about, for the status page; a new object for every change. */
export type LineNote = {
  readonly state: PartState;
  /** One line for a person: `Trying 9600 8N1 …`. */
  readonly text: string;
  /** What keeps it from working, where the owner can help. */
  readonly fault: Fault | null;
};

/** An open line. One read at a time; a line that throws is broken and must be closed. */
export interface ByteLine {
  /** A flaw that the line works in spite of, one sentence; absent or `null` when there is none. */
  readonly warning?: string | null;
  /** What the line is about at this moment; absent or `null` when it only listens. */
  readonly note?: LineNote | null;
  /**
   * Waits for bytes. Resolves with an empty array now and then while the line is silent (so that
   * the caller can look around), and with `null` at the end of a source that has one (a file).
   * Throws a `source-…` fault when the line broke.
   */
  read(): Promise<Bytes | null>;
  /** Gives the line back to the system. Safe to call twice. */
  close(): Promise<void>;
}

/** Asks history what the meter behind a source said last; `null` when it has said nothing yet. */
export type AskNewest = () => Promise<MeterReading | null>;

/** Where a meter's bytes come from. */
export interface ByteSource {
  /** As the settings write it, without a login: `serial:/dev/ttyUSB0?baud=auto`. */
  readonly name: string;
  /**
   * Opens the source; throws a `source-…` fault.
   *
   * @param askNewest For sources that count on from what is stored (pulses).
   */
  open(askNewest?: AskNewest): Promise<ByteLine>;
}

/** Where a simulated or replayed meter sends its bytes. */
export interface ByteOutlet {
  /** What a reader should open, as a source URL: `serial:/tmp/…`, `tcp://127.0.0.1:2001`. */
  readonly reader: string;
  /** Resolves when the first byte will be heard, or with the signal. */
  ready(signal: AbortSignal): Promise<void>;
  /** Sends one frame or piece. A line does not wait: what nobody takes in time is dropped. */
  write(bytes: Bytes): Promise<void>;
  /** Safe to call twice. */
  close(): Promise<void>;
}

/** Facts of the board that outputs name. */
export type BoardFacts = {
  /** MAC of the default-route interface, upper case with colons. */
  readonly mac: string;
  readonly hostname: string;
  /** `x86_64` or `aarch64`. */
  readonly arch: string;
};

/** The thermometers of the board and those that are plugged into it. */
export interface Thermometers {
  /**
   * What all of them say now. Never throws and takes a few seconds for each at most; one that gives
   * no value says `null`, and one that was taken away is still named for a day.
   */
  read(): Promise<readonly TemperatureReading[]>;
}
