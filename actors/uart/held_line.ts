/**
 * The open line of one source. It is made by the wiring and outlives the actor that reads it: a
 * read that is under way when the actor crashes still delivers its bytes to the next run, and the
 * port stays open (chapter 50 §0 trap 1).
 */
import type { Arrival } from "#runtime/byte_ring.ts";
import type { Clock } from "#runtime/clock.ts";
import type { AskNewest, ByteLine, Bytes, ByteSource, LineNote } from "#drivers/ports.ts";

export class HeldLine {
  #line: ByteLine | null = null;
  #pending: Promise<Bytes | null> | null = null;
  /** Identity of this opening; frames carry it, so that offsets of two openings never mix. */
  stream = "";
  /** When it was opened, on the monotonic clock. */
  #openedMs = 0;

  /** @param askNewest For sources that count on from what is stored. */
  constructor(readonly source: ByteSource, readonly askNewest?: AskNewest) {}

  /** What the open line cannot do although it works otherwise; `null` when all is as wanted. */
  get warning(): string | null {
    return this.#line?.warning ?? null;
  }

  /** What the open line is about at this moment. */
  get note(): LineNote | null {
    return this.#line?.note ?? null;
  }

  get isOpen(): boolean {
    return this.#line !== null;
  }

  /** Opens the source if it is closed. Throws a `source-…` fault. */
  async open(clock: Pick<Clock, "monotonicMs">): Promise<void> {
    if (this.#line !== null) return;
    this.#line = await this.source.open(this.askNewest);
    this.stream = crypto.randomUUID();
    this.#openedMs = clock.monotonicMs();
  }

  /** The time stamp of bytes that arrive at this moment. */
  arrival(clock: Clock): Arrival {
    return { atMs: clock.nowMs(), tickMs: Math.round(clock.monotonicMs() - this.#openedMs) };
  }

  /** The one read under way, or a new one. Call `taken` once its bytes are safe. */
  read(): Promise<Bytes | null> {
    return this.#pending ??= this.#line!.read();
  }

  /** Says that the bytes of the last read were put away; the next `read` asks for new ones. */
  taken(): void {
    this.#pending = null;
  }

  async close(): Promise<void> {
    const line = this.#line;
    this.#line = null;
    this.#pending?.catch(() => {});
    this.#pending = null;
    await line?.close();
  }
}
