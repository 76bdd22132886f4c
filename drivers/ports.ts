/** The outside world as interfaces: all that actors may know of drivers. */

/** Bytes of one read; empty when nothing came in time. */
export type Bytes = Uint8Array<ArrayBuffer>;

/** An open line. One read at a time; a line that throws is broken and must be closed. */
export interface ByteLine {
  /** A flaw that the line works in spite of, one sentence; absent or `null` when there is none. */
  readonly warning?: string | null;
  /**
   * Waits for bytes. Resolves with an empty array now and then while the line is silent (so that
   * the caller can look around), and with `null` at the end of a source that has one (a file).
   * Throws a `source-…` fault when the line broke.
   */
  read(): Promise<Bytes | null>;
  /** Gives the line back to the system. Safe to call twice. */
  close(): Promise<void>;
}

/** Where a meter's bytes come from. */
export interface ByteSource {
  /** As the settings write it: `serial:/dev/ttyUSB0?baud=auto`. */
  readonly name: string;
  /** Opens the source; throws a `source-…` fault. */
  open(): Promise<ByteLine>;
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
