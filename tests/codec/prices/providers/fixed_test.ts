import assert from "node:assert/strict";
import { fixed } from "#codec/prices/providers/fixed.ts";
import { asked, codeOf, wishFor } from "#tests/support/price_wish.ts";

function ask(exportMicroPerKwh: number | null, resolutionMin: 15 | 60 = 15) {
  const settings = { fixed: { importMicroPerKwh: 500_000, exportMicroPerKwh } };
  const wish = wishFor("NO1", "2026-10-25", { settings, resolutionMin });
  return asked(fixed, wish, () => assert.fail("asks nobody"));
}

Deno.test("fixed: every quarter or hour of the day has the price", () => {
  const both = ask(null);
  assert.ok(both.ok);
  assert.deepEqual([both.value.points.length, both.value.exportPoints], [100, null]);
  assert.ok(both.value.points.every(({ microPerKwh }) => microPerKwh === 500_000));
  const apart = ask(-10, 60);
  assert.ok(apart.ok);
  assert.deepEqual([apart.value.points.length, apart.value.exportPoints?.length], [25, 25]);
  assert.equal(apart.value.exportPoints?.[24]?.microPerKwh, -10);
});

Deno.test("fixed: without a price it says which setting is missing", () => {
  const none = asked(fixed, wishFor("NO1", "2026-10-25"), () => assert.fail("asks nobody"));
  assert.equal(codeOf(none), "price-settings");
});
