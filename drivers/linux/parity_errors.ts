/**
 * How many bytes with a wrong parity bit the kernel has counted on a port (TIOCGICOUNT). A port
 * that does not count, such as a pseudo terminal, has none.
 */

const TIOCGICOUNT = 0x545d;
/** `struct serial_icounter_struct`: eleven counts of four bytes, nine reserved ones. */
const COUNTERS_BYTES = 80;
/** cts dsr rng dcd rx tx frame overrun, then parity. */
const PARITY_AT = 8;

export class ParityErrors {
  readonly #libc = Deno.dlopen("libc.so.6", {
    ioctl: { parameters: ["i32", "u64", "buffer"], result: "i32" },
  });
  readonly #counters = new Int32Array(COUNTERS_BYTES / 4);
  #count: number;

  /** @param fileDescriptor Of the open port. Only errors from now on count. */
  constructor(readonly fileDescriptor: number) {
    this.#count = this.#read();
  }

  /** The errors since the last call. */
  take(): number {
    const before = this.#count;
    this.#count = this.#read();
    return Math.max(0, this.#count - before);
  }

  close(): void {
    this.#libc.close();
  }

  #read(): number {
    const answer = this.#libc.symbols.ioctl(
      this.fileDescriptor,
      BigInt(TIOCGICOUNT),
      this.#counters,
    );
    return answer === 0 ? this.#counters[PARITY_AT]! : 0;
  }
}
