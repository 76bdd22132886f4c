/** The outside world as interfaces: all that actors may know of drivers. */

/** Bytes of one read; empty when nothing came in time. */
export type Bytes = Uint8Array<ArrayBuffer>;

/** An open line. One read at a time; a line that throws is broken and must be closed. */
export interface ByteLine {
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

/** Facts of the board that outputs name. */
export type BoardFacts = {
  /** MAC of the default-route interface, upper case with colons. */
  readonly mac: string;
  readonly hostname: string;
  /** `x86_64` or `aarch64`. */
  readonly arch: string;
};
