/** Bodies of requests: read whole, within a size and a time, before anything looks into them. */
import type { Context, MiddlewareHandler } from "hono";
import { Fault } from "#model/fault.ts";
import type { Clock } from "#runtime/clock.ts";

/** How long a body may take. */
const BODY_MS_MAX = 60_000;

/**
 * Lets only bodies of a size pass; handlers and validators behind it read them from memory. Throws
 * the faults `web-too-large` and `web-too-slow`.
 */
export function limitedBody(clock: Clock, bytesMax: number): MiddlewareHandler {
  return async (c, next) => {
    const { body, headers } = c.req.raw;
    if (Number(headers.get("Content-Length") ?? 0) > bytesMax) throw tooLarge(bytesMax);
    if (body !== null) {
      const bytes = await readAll(body, { clock, bytesMax });
      c.req.raw = new Request(c.req.raw, { body: bytes });
    }
    await next();
  };
}

/** The one file of a request: the field `file` of a form, or the body itself. */
export async function fileOf(c: Context): Promise<{ name: string; bytes: Uint8Array }> {
  if (c.req.header("Content-Type")?.startsWith("multipart/form-data") ?? false) {
    const { file } = await c.req.parseBody();
    if (!(file instanceof File)) throw new Fault("web-input", { field: "file", what: "no file" });
    return { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
  }
  return { name: "", bytes: new Uint8Array(await c.req.arrayBuffer()) };
}

async function readAll(
  body: ReadableStream<Uint8Array>,
  { clock, bytesMax }: { readonly clock: Clock; readonly bytesMax: number },
): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const over = new AbortController();
  const late = clock.sleep(BODY_MS_MAX, over.signal);
  const reader = body.getReader();
  try {
    for (;;) {
      const next = await Promise.race([reader.read(), late]);
      if (next === undefined) throw new Fault("web-too-slow");
      if (next.done) break;
      length += next.value.length;
      if (length > bytesMax) throw tooLarge(bytesMax);
      chunks.push(next.value);
    }
  } catch (thrown) {
    void reader.cancel().catch(() => {});
    throw thrown;
  } finally {
    over.abort();
  }
  return joined(chunks, length);
}

function joined(chunks: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

function tooLarge(bytesMax: number): Fault {
  const what = `at most ${Math.floor(bytesMax / 1024)} KiB`;
  return new Fault("web-too-large", { what });
}
