import assert from "node:assert/strict";
import {
  jsonOf,
  plainOf,
  readable,
  REPLY_BYTES_MAX,
  retryAfterMs,
  xmlOf,
} from "#codec/prices/reply.ts";
import type { Outcome } from "#model/outcome.ts";
import { codeOf, replyOf } from "#tests/support/price_wish.ts";

const text = (outcome: Outcome<unknown>) => outcome.ok ? "good" : outcome.fault.message;

Deno.test("readable() tells statuses apart, by whether a token is in it", () => {
  const code = (status: number, statuses = {}) =>
    codeOf(readable(replyOf("", { status }), statuses));
  assert.deepEqual(
    [200, 204, 301, 400, 401, 403, 404, 429, 500, 503].map((status) => code(status)),
    [
      "good",
      "price-server",
      "price-server",
      "price-rejected",
      "price-rejected",
      "price-rejected",
      "price-rejected",
      "price-throttled",
      "price-server",
      "price-server",
    ],
  );
  assert.deepEqual([401, 403].map((status) => code(status, { access: "token" })), [
    "price-denied",
    "price-denied",
  ]);
  assert.equal(code(404, { unpublished: [404] }), "price-unpublished");
  assert.equal(code(400, { readable: [200, 400] }), "good");
});

Deno.test("readable() says what the server said, without tags and not at length", () => {
  const html = `<html><body><h1>Down\n for</h1><p>maintenance ${"soon ".repeat(90)}</p>`;
  const message = text(readable(replyOf(html, { status: 503 })));
  assert.match(message, /status 503, Down for maintenance soon/);
  assert.ok(message.length < 220);
});

Deno.test("readable() refuses a reply that is too large", () => {
  const outcome = readable(replyOf(new Uint8Array(REPLY_BYTES_MAX + 1)));
  assert.match(text(outcome), /expected at most 8388608 bytes, found 8388609/);
});

Deno.test("jsonOf(), xmlOf() and plainOf() name what came instead", () => {
  const html = replyOf("<!doctype HTML><html></html>", { contentType: "text/html; charset=utf-8" });
  assert.match(text(jsonOf(html)), /expected JSON, found text\/html\)/);
  assert.match(text(xmlOf(html)), /expected XML, found text\/html\)/);
  assert.match(text(jsonOf(replyOf(""))), /found nothing/);
  assert.match(text(xmlOf(replyOf('{"a":1}', { contentType: null }))), /found \{"a":1\}/);
  assert.match(text(jsonOf(replyOf('{"a":'))), /JSON of 5 signs is damaged or cut/);
  assert.equal(codeOf(plainOf(replyOf(" \n"))), "price-reply");
});

Deno.test("jsonOf() takes marks of encodings and other content types", () => {
  const read = jsonOf(replyOf('\uFEFF {"å": 1}\n', { contentType: "application/octet-stream" }));
  assert.deepEqual(read.ok && read.value, { "å": 1 });
});

Deno.test("retryAfterMs() takes seconds and dates, and nothing else", () => {
  const nowMs = Date.parse("2026-01-14T12:00:00Z");
  const wait = (header: string | null) => retryAfterMs(header, nowMs);
  assert.deepEqual(
    [wait("120"), wait(" 0 "), wait("Wed, 14 Jan 2026 12:01:00 GMT"), wait("999999999")],
    [120_000, 0, 60_000, 86_400_000],
  );
  assert.equal(wait("Wed, 14 Jan 2026 11:00:00 GMT"), 0);
  for (const header of [null, "", "-5", "soon", "2026-01-14", "1e3"]) {
    assert.equal(wait(header), null, String(header));
  }
});
