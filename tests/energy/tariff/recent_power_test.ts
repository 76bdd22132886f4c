import assert from "node:assert/strict";
import { RecentPower } from "#energy/tariff/recent_power.ts";

function fed(seconds: number, powerAt: (second: number) => number, everyS = 10) {
  const power = new RecentPower();
  for (let second = 0; second <= seconds; second += everyS) {
    power.add(second * 1000, powerAt(second));
  }
  return power.meanW;
}

Deno.test("RecentPower.meanW says nothing before there is a minute", () => {
  assert.equal(fed(50, () => 1000), null);
  assert.equal(fed(60, () => 1000), 1000);
});

Deno.test("RecentPower.meanW is the mean of the last three minutes, whatever was before", () => {
  assert.equal(fed(3600, (second) => second < 3420 ? 9000 : 1000), 1000);
  assert.equal(fed(3600, (second) => second < 3510 ? 3000 : 1000), 2000);
});

Deno.test("RecentPower.add() lets no reading speak for longer than a minute", () => {
  const power = new RecentPower();
  power.add(0, 6000);
  power.add(600_000, 0);
  assert.equal(power.meanW, 6000);
  power.add(660_000, 0);
  assert.equal(power.meanW, 3000);
});
