/**
 * The only file that talks to the server. Every address is relative to the page, so it works under
 * any context path and behind any proxy.
 */
import { hc, type InferResponseType } from "hono/client";
import type { WebApi } from "#actors/web/api.ts";
import type { LiveEvent } from "#model/live_event.ts";

const ROOT = "api/v1";
const client = hc<WebApi>(ROOT);

export type Status = InferResponseType<typeof client.status.$get, 200>;
export type Latest = InferResponseType<typeof client.now.$get, 200>;
export type Power = InferResponseType<typeof client.power.$get, 200>;
export type Energy = InferResponseType<typeof client.history.$get, 200>;

type Reply<T> = { readonly ok: boolean; json(): Promise<T> };

/** The body of a good reply; `null` when the server refused or was not reached. */
async function answer<T>(asked: Promise<Reply<T>>): Promise<T | null> {
  try {
    const reply = await asked;
    return reply.ok ? await reply.json() : null;
  } catch {
    return null;
  }
}

export function fetchStatus(): Promise<Status | null> {
  return answer<Status>(client.status.$get());
}

/** The merged newest state; `null` before the first reading. */
export function fetchLatest(meter: string): Promise<Latest | null> {
  return answer<Latest>(client.now.$get({ query: { meter } }));
}

export type Range = { readonly meter: string; readonly fromMs: number; readonly toMs: number };

function span({ meter, fromMs, toMs }: Range) {
  return { meter, fromMs: Math.floor(fromMs), toMs: Math.ceil(toMs) };
}

export function fetchPower(range: Range, step: "10s" | "1min"): Promise<Power | null> {
  return answer<Power>(client.power.$get({ query: { ...span(range), step } }));
}

export function fetchEnergy(range: Range, step: "hour" | "day"): Promise<Energy | null> {
  return answer<Energy>(client.history.$get({ query: { ...span(range), step } }));
}

const KINDS = ["hello", "reading", "status"] as const satisfies readonly LiveEvent["kind"][];

/**
 * Listens to the server's events until the returned function is called or the line breaks. The
 * browser's own retrying is not used, since it gives up on some failures without a word.
 */
export function listen(
  onEvent: (event: LiveEvent) => void,
  onBroken: () => void,
): () => void {
  const source = new EventSource(`${ROOT}/events`);
  for (const kind of KINDS) {
    source.addEventListener(kind, ({ data }) => {
      onEvent({ kind, data: JSON.parse(data) } as LiveEvent);
    });
  }
  source.onerror = () => {
    source.close();
    onBroken();
  };
  return () => source.close();
}
