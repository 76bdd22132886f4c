import assert from "node:assert/strict";
import { netWOf, nextPower, NO_POWER } from "#energy/power.ts";

Deno.test("nextPower() takes an import above 0 alone as no export", () => {
  const power = nextPower({ importW: 0, exportW: 1500 }, { importW: 800 });
  assert.deepEqual(power, { importW: 800, exportW: 0 });
});

Deno.test("nextPower() keeps the last known export at an import of 0 alone", () => {
  const power = nextPower({ importW: 500, exportW: 1500 }, { importW: 0 });
  assert.deepEqual(power, { importW: 0, exportW: 1500 });
});

Deno.test("nextPower() leaves everything as it was for a telegram without power", () => {
  const power = { importW: 5, exportW: 0 };
  assert.equal(nextPower(power, {}), power);
});

Deno.test("nextPower() takes both when both are said", () => {
  assert.deepEqual(nextPower(NO_POWER, { importW: 0, exportW: 9 }), { importW: 0, exportW: 9 });
});

Deno.test("netWOf() is unknown until the direction is known", () => {
  assert.equal(netWOf(NO_POWER), null);
  assert.equal(netWOf({ importW: 0, exportW: null }), null);
  assert.equal(netWOf({ importW: 7, exportW: null }), 7);
  assert.equal(netWOf({ importW: 0, exportW: 9 }), -9);
  assert.equal(netWOf({ importW: null, exportW: 9 }), -9);
});
