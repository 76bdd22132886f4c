import assert from "node:assert/strict";
import { effectiveTariff, peakComponents } from "#energy/tariff/effective.ts";
import { presetOf } from "#energy/tariff/presets/mod.ts";

const plain = { preset: "auto", custom: null, thresholdsKwh: [], peaks: 0 };

Deno.test("effectiveTariff() auto is the usual tariff of the zone, or none", () => {
  assert.equal(effectiveTariff(plain, "Europe/Oslo")?.id, "no-standard");
  assert.equal(effectiveTariff(plain, "Europe/Brussels")?.id, "be-flanders");
  assert.equal(effectiveTariff(plain, "Europe/Berlin"), null);
  assert.equal(effectiveTariff({ ...plain, preset: "none" }, "Europe/Oslo"), null);
});

Deno.test("effectiveTariff() takes limits and the number of peaks from the owner", () => {
  const tariff = effectiveTariff({ ...plain, thresholdsKwh: [10, 5], peaks: 1 }, "Europe/Oslo")!;
  const [component] = peakComponents(tariff);
  assert.equal(component?.top, 1);
  assert.deepEqual(component?.price?.kind === "steps" && component.price.limitsKw, [5, 10]);
  const preset = presetOf("no-standard")!;
  assert.equal(peakComponents(preset)[0]?.top, 3);
});

Deno.test("effectiveTariff() prefers a tariff of the owner's own", () => {
  const custom = { ...presetOf("fi-model")!, id: "mine" };
  assert.equal(effectiveTariff({ ...plain, custom }, "Europe/Oslo")?.id, "mine");
});
