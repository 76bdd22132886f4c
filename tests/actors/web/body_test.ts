import { deepEqual, equal } from "node:assert/strict";
import { Hono } from "hono";
import { fileOf, limitedBody } from "#actors/web/body.ts";
import { asFault } from "#model/fault.ts";
import { VirtualClock } from "#runtime/clock.ts";

function service(clock = new VirtualClock()) {
  const app = new Hono().post("/", limitedBody(clock, 1000), async (c) => {
    const { name, bytes } = await fileOf(c);
    return c.text(`${name}:${bytes.length}`);
  });
  app.onError((thrown, c) => c.text(asFault(thrown).code, 400));
  return {
    clock,
    send: async (body: BodyInit | null, headers: Record<string, string> = {}) => {
      return await (await app.request("/", { method: "POST", body, headers })).text();
    },
  };
}

/** A body of which nobody says how long it is. */
function chunked(count: number, size: number): ReadableStream<Uint8Array> {
  let left = count;
  return new ReadableStream({
    pull: (controller) =>
      left-- > 0 ? controller.enqueue(new Uint8Array(size)) : controller.close(),
  });
}

Deno.test("limitedBody() lets bodies up to its size pass, whole and in pieces", async () => {
  const { send } = service();
  equal(await send(new Uint8Array(1000)), ":1000");
  equal(await send(chunked(10, 100)), ":1000");
  equal(await send(null), ":0");
});

Deno.test("limitedBody() stops at the limit, whatever the body says of its length", async () => {
  const { send } = service();
  equal(await send(new Uint8Array(1001)), "web-too-large");
  equal(await send("short", { "Content-Length": "5000" }), "web-too-large");
  equal(await send(chunked(1e9, 100)), "web-too-large");
});

Deno.test("limitedBody() does not wait for ever for a body", async () => {
  const { clock, send } = service();
  const never = new ReadableStream<Uint8Array>({ pull: () => new Promise(() => {}) });
  const reply = send(never);
  await clock.advance(60_000);
  equal(await reply, "web-too-slow");
});

Deno.test("fileOf() takes the file of a form or the body itself", async () => {
  const { send } = service();
  const form = new FormData();
  form.set("file", new File(["abc"], "a.csv"));
  equal(await send(form), "a.csv:3");
  equal(await send("abcd", { "Content-Type": "text/csv" }), ":4");
  const text = new FormData();
  text.set("file", "no file");
  deepEqual(await send(text), "web-input");
});
