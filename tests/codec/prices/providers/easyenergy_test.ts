import assert from "node:assert/strict";
import { easyenergy } from "#codec/prices/providers/easyenergy.ts";
import { asked, codeOf, replyOf, wishFor } from "#tests/support/price_wish.ts";

/** Quarters of 25 October 2026 by their wall clocks, the hour from 02:00 once or twice. */
function autumn(passes: 1 | 2): string {
  const clocks = Array.from({ length: 24 }, (_, hour) => hour)
    .flatMap((hour) => hour === 2 ? new Array<number>(passes).fill(2) : [hour])
    .flatMap((hour) => ["00", "15", "30", "45"].map((minute) => `${hour}:${minute}`));
  const prices = clocks.map((clock, at) => ({
    from: `2026-10-25T${clock.padStart(5, "0")}:00.0000000`,
    price: at / 1000,
  }));
  return JSON.stringify({ prices });
}

Deno.test("easyenergy: the repeated hour of autumn is told by the order", () => {
  const found = asked(easyenergy, wishFor("NL", "2026-10-25"), () => replyOf(autumn(2)));
  assert.ok(found.ok, found.ok ? "" : found.fault.message);
  assert.deepEqual(found.value.points.map(({ microPerKwh }) => microPerKwh / 1000), [
    ...Array(100).keys(),
  ]);
});

Deno.test("easyenergy: an autumn day without its second pass is refused", () => {
  const found = asked(easyenergy, wishFor("NL", "2026-10-25"), () => replyOf(autumn(1)));
  assert.equal(codeOf(found), "price-incomplete");
});
