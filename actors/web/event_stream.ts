/**
 * Server-sent events to many pages. A fact is turned into bytes once; each page has a short queue
 * of its own, and one that does not read for long is sent away, so a slow phone hurts nobody.
 */
import type { LiveEvent } from "#model/live_event.ts";
import { Fault } from "#model/fault.ts";
import type { Clock } from "#runtime/clock.ts";

const CLIENTS_MAX = 32;
const QUEUED_MAX = 64;
const LAG_MS_MAX = 30_000;

type Client = {
  readonly controller: ReadableStreamDefaultController<Uint8Array>;
  fullSinceMs: number | null;
};

const encoder = new TextEncoder();
const KEEP_ALIVE = encoder.encode(":\n\n");

export class EventStream {
  readonly #clients = new Set<Client>();
  #counts = { sent: 0, dropped: 0, sentAway: 0 };

  constructor(readonly clock: Clock) {}

  get clientCount(): number {
    return this.#clients.size;
  }

  report(): { clients: number; sent: number; dropped: number; sentAway: number } {
    return { clients: this.#clients.size, ...this.#counts };
  }

  /**
   * A new listener, greeted with some events. Throws the fault `web-busy` when the house is full.
   */
  open(greeting: readonly LiveEvent[]): ReadableStream<Uint8Array> {
    if (this.#clients.size >= CLIENTS_MAX) throw new Fault("web-busy");
    let client: Client;
    return new ReadableStream<Uint8Array>({
      start: (controller) => {
        client = { controller, fullSinceMs: null };
        this.#clients.add(client);
        for (const event of greeting) controller.enqueue(bytesOf(event));
      },
      cancel: () => void this.#clients.delete(client),
    }, { highWaterMark: QUEUED_MAX });
  }

  send(event: LiveEvent): void {
    if (this.#clients.size > 0) this.#broadcast(bytesOf(event));
  }

  /** A comment line, so that dead connections are noticed. */
  keepAlive(): void {
    this.#broadcast(KEEP_ALIVE);
  }

  /** Ends all streams. */
  close(): void {
    for (const { controller } of this.#clients) controller.close();
    this.#clients.clear();
  }

  #broadcast(bytes: Uint8Array): void {
    const nowMs = this.clock.monotonicMs();
    for (const client of this.#clients) {
      if ((client.controller.desiredSize ?? 0) > 0) {
        client.controller.enqueue(bytes);
        client.fullSinceMs = null;
        this.#counts.sent++;
        continue;
      }
      this.#counts.dropped++;
      client.fullSinceMs ??= nowMs;
      if (nowMs - client.fullSinceMs < LAG_MS_MAX) continue;
      this.#counts.sentAway++;
      this.#clients.delete(client);
      client.controller.error(new Fault("web-busy", { what: "the page did not keep up" }));
    }
  }
}

function bytesOf({ kind, data }: LiveEvent): Uint8Array {
  return encoder.encode(`event: ${kind}\ndata: ${JSON.stringify(data)}\n\n`);
}
