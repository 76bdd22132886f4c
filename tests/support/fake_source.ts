/** A source that delivers what the test pushes and breaks when told to. */
import type { ByteLine, Bytes, ByteSource, LineNote } from "#drivers/ports.ts";
import { Fault } from "#model/fault.ts";

export class FakeSource implements ByteSource {
  readonly name = "fake:";
  openCount = 0;
  closeCount = 0;
  /** Thrown by the next openings. */
  fault: Fault | null = null;
  /** What the open line says of itself. */
  note: LineNote | null = null;
  #queue: (Bytes | null | Fault)[] = [];
  #wake: () => void = () => {};

  push(next: Bytes | null | Fault): void {
    this.#queue.push(next);
    this.#wake();
  }

  open(): Promise<ByteLine> {
    this.openCount++;
    if (this.fault !== null) return Promise.reject(this.fault);
    const note = () => this.note;
    return Promise.resolve({
      get note() {
        return note();
      },
      read: () => this.#read(),
      close: () => {
        this.closeCount++;
        return Promise.resolve();
      },
    });
  }

  async #read(): Promise<Bytes | null> {
    while (this.#queue.length === 0) await new Promise<void>((wake) => this.#wake = wake);
    const next = this.#queue.shift()!;
    if (next instanceof Fault) throw next;
    return next;
  }
}
