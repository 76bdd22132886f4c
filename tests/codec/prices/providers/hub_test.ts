import assert from "node:assert/strict";
import { begin } from "#codec/prices/ask.ts";
import { hub } from "#codec/prices/providers/hub.ts";
import type { ProviderSettings } from "#codec/prices/provider.ts";
import { DLMS_TABLE_KEY, hubReply, hubTable, sealed } from "#tests/support/price_hub.ts";
import { asked, codeOf, replyOf, wishFor } from "#tests/support/price_wish.ts";

const KEYS = {
  baseUrl: "http://hub.example",
  encryptionKey: DLMS_TABLE_KEY.encryptionKey.toHex(),
  authenticationKey: DLMS_TABLE_KEY.authenticationKey.toHex(),
};
const wish = (changes: ProviderSettings = {}) =>
  wishFor("NO1", "2026-01-14", { settings: { ...KEYS, ...changes } });
const ask = (bytes: Uint8Array, changes: ProviderSettings = {}) =>
  asked(hub, wish(changes), () => replyOf(bytes));

const prices = Array.from({ length: 24 }, (_, at) => at / 10 - 0.3);

Deno.test("hub: hours with export prices of their own", () => {
  const found = ask(sealed(hubTable(prices, 60, prices.map((price) => price / 2))));
  assert.ok(found.ok, found.ok ? "" : found.fault.message);
  const { points, exportPoints, currency, resolutionMin } = found.value;
  assert.deepEqual([currency, resolutionMin, points.length], ["NOK", 60, 24]);
  assert.deepEqual([points[0]!.microPerKwh, exportPoints?.[0]?.microPerKwh], [-300_000, -150_000]);
});

Deno.test("hub: upstream's fillings for unknown are holes", () => {
  const holed = ask(hubReply(prices.map((price, at) => at === 5 ? -127 : price), 60));
  assert.equal(codeOf(holed), "price-incomplete");
  const filled = ask(hubReply(prices.map((price, at) => at === 5 ? 26948.8144 : price), 60));
  assert.equal(codeOf(filled), "price-incomplete");
});

Deno.test("hub: wrong keys are told like a wrong token, with and without a tag check", () => {
  const other = "ab".repeat(16);
  const reply = hubReply(prices, 60);
  assert.equal(codeOf(ask(reply, { encryptionKey: other })), "price-denied");
  assert.equal(codeOf(ask(reply, { authenticationKey: other })), "price-denied");
  assert.equal(codeOf(ask(reply, { encryptionKey: other, authenticationKey: "" })), "price-denied");
  assert.equal(codeOf(ask(reply, { authenticationKey: "" })), "good");
});

Deno.test("hub: settings and replies that do not fit are named", () => {
  assert.equal(codeOf(begin(hub, wish({ encryptionKey: "xyz" }))), "price-settings");
  assert.equal(codeOf(begin(hub, wishFor("NO1", "2026-01-14"))), "price-settings");
  assert.equal(codeOf(ask(hubReply(prices, 60), { authenticationKey: "1" })), "price-settings");
  assert.equal(codeOf(ask(new Uint8Array([1, 2, 3]))), "price-reply");
  assert.equal(codeOf(ask(hubReply(prices, 60).subarray(0, 40))), "price-reply");
  assert.equal(codeOf(ask(sealed(hubTable(prices, 60).subarray(0, 60)))), "price-reply");
  assert.equal(codeOf(ask(sealed(hubTable(prices, 30)))), "price-denied");
  assert.equal(codeOf(ask(sealed(new Uint8Array(3)))), "price-denied");
});
