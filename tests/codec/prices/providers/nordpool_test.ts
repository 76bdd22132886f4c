import assert from "node:assert/strict";
import { nordpool } from "#codec/prices/providers/nordpool.ts";
import { asked, codeOf, replyOf, wishFor } from "#tests/support/price_wish.ts";

const wish = wishFor("RO", "2026-01-14");

function reply(changes: object, area = "TEL"): string {
  const multiAreaEntries = Array.from({ length: 96 }, (_, at) => ({
    deliveryStart: new Date(wish.day.fromMs + at * 900_000).toISOString(),
    deliveryEnd: new Date(wish.day.fromMs + (at + 1) * 900_000).toISOString(),
    entryPerArea: { [area]: 250 },
  }));
  return JSON.stringify({ multiAreaEntries, currency: "RON", exchangeRate: 5, ...changes });
}

Deno.test("nordpool: preliminary prices are marked, Romania is TEL", () => {
  const areaStates = [{ state: "Preliminary", areas: ["TEL"] }];
  const found = asked(nordpool, wish, ({ url }) => {
    assert.match(url, /deliveryArea=TEL&currency=RON/);
    return replyOf(reply({ areaStates, updatedAt: "2026-01-13T11:55:58.9728151Z" }));
  });
  assert.ok(found.ok);
  assert.deepEqual(found.value.marks, ["preliminary"]);
  assert.equal(found.value.publishedAtMs, Date.parse("2026-01-13T11:55:58Z"));
  assert.equal(found.value.points[0]!.eurMicroPerKwh, 50_000);
});

Deno.test("nordpool: an area that is missing is a hole, an unknown currency a fault", () => {
  const code = (text: string) => codeOf(asked(nordpool, wish, () => replyOf(text)));
  assert.equal(code(reply({}, "BG")), "price-unpublished");
  assert.equal(code(reply({ currency: "XXX" })), "price-reply");
  assert.equal(code(reply({ currency: null })), "price-reply");
});
