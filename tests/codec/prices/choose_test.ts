import assert from "node:assert/strict";
import { bestOf, completed, replaces, sourceCode } from "#codec/prices/choose.ts";
import { seriesOn } from "#tests/support/price_series.ts";

const DATE = "2026-10-25";
const whole = seriesOn(DATE, { micro: () => 1, provider: "entsoe" });
const other = seriesOn(DATE, { micro: () => 2, provider: "spot-hinta" });
const part = (count: number, provider = "spot-hinta") =>
  seriesOn(DATE, { micro: (at) => at < count ? 3 : null, provider, marks: ["partial"] });

Deno.test("bestOf() takes the first whole answer, of partial ones the fullest", () => {
  assert.equal(bestOf([]), null);
  assert.equal(bestOf([whole, other]), whole);
  assert.equal(bestOf([part(99), other]), other);
  const [few, many] = [part(10), part(11)];
  assert.equal(bestOf([few, many]), many);
  const second = seriesOn(DATE, { micro: () => 1, marks: ["second-auction"] });
  assert.equal(bestOf([second, other]), other);
  assert.equal(bestOf([part(96), second]), second);
});

Deno.test("replaces() lets old prices stay unless the new ones are better", () => {
  const preliminary = seriesOn(DATE, {
    micro: () => 5,
    provider: "nordpool",
    marks: ["preliminary"],
  });
  const final = seriesOn(DATE, { micro: () => 6, provider: "nordpool" });
  assert.ok(replaces(part(1), null));
  assert.ok(replaces(final, preliminary));
  assert.ok(!replaces(preliminary, final));
  assert.ok(!replaces(other, whole));
  assert.ok(!replaces(part(50), other));
  assert.ok(replaces(part(50), part(40)));
  assert.ok(!replaces(part(40), part(50)));
  assert.ok(replaces(seriesOn(DATE, { micro: () => 9 }), whole));
});

Deno.test("completed() fills holes from another source and says that it did", () => {
  const mixed = completed(part(96), other);
  assert.deepEqual([mixed.points.length, mixed.marks, mixed.provider], [
    100,
    ["mixed"],
    "spot-hinta",
  ]);
  assert.deepEqual([mixed.points[95]!.microPerKwh, mixed.points[96]!.microPerKwh], [3, 2]);
  const still = completed(part(10), part(20, "tibber"));
  assert.deepEqual([still.points.length, still.marks], [20, ["partial", "mixed"]]);
  assert.equal(completed(whole, other), whole);
  const kroner = seriesOn(DATE, { micro: () => 2, currency: "NOK" });
  const holed = part(10);
  assert.equal(completed(holed, kroner), holed);
  assert.equal(completed(holed, seriesOn("2026-10-26", { micro: () => 2 })), holed);
});

Deno.test("sourceCode() is upstream's, MIX when today and tomorrow differ", () => {
  assert.equal(sourceCode([whole, whole]), "EOE");
  assert.equal(sourceCode([whole, other]), "MIX");
  assert.equal(sourceCode([completed(part(1), other)]), "MIX");
  assert.equal(
    sourceCode([seriesOn(DATE, { micro: () => 0, provider: "hvakosterstrommen" })]),
    "HKS",
  );
  assert.equal(sourceCode([other]), "spot-hinta");
  assert.equal(sourceCode([]), null);
});
