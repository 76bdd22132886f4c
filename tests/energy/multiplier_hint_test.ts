import { equal, match } from "node:assert/strict";
import { multiplierHint } from "#energy/multiplier_hint.ts";
import type { Reading } from "#model/reading.ts";
import { freshSeed, seeded } from "#tests/support/random.ts";
import { NINE_MS, reading } from "#tests/support/readings.ts";

const MINUTE_MS = 60_000;

/** Factors by which a meter says too much. */
type Wrong = { readonly power?: number; readonly current?: number; readonly register?: number };

/** Two hours of a house whose meter is wrong by some factors; registers step every so often. */
function run(
  random: () => number,
  { power = 1, current = 1, register = 1 }: Wrong,
  { stepMinutes = 1, system = 2 } = {},
): Reading[] {
  let trueWh = 5_000_000 * random();
  let importWh = trueWh;
  return Array.from({ length: 180 }, (_, minute) => {
    const trueW = 6000 + 9000 * random() ** 2;
    trueWh += trueW / 60;
    if (minute % stepMinutes === 0) importWh = Math.floor(register * trueWh);
    const phaseA = current * trueW * 1.05 / 3 / 230 * (system === 1 ? Math.sqrt(3) : 1);
    return reading(NINE_MS + minute * MINUTE_MS, {
      importW: Math.round(power * trueW),
      exportW: 0,
      importVar: 0,
      exportVar: Math.round(power * trueW * 0.2),
      ...{ l1V: 230, l2V: 230, l3V: 230, l1A: phaseA, l2A: phaseA, l3A: phaseA },
      importWh,
    });
  });
}

const CASES: readonly [name: string, Wrong, RegExp][] = [
  ["current", { current: 10 }, /current is 10 times the power: meter.amperageMultiplier 0.1 may/],
  ["current", { current: 100 }, /current is 100 times .*: meter.amperageMultiplier 0.01 may/],
  ["registers", { register: 10 }, /grow 10 times .* meter.accumulatedMultiplier 0.1 may/],
  ["power", { power: 10 }, /current is 0.1 times .*: meter.wattageMultiplier 0.1 may/],
  ["power", { power: 0.1 }, /current is 10 times .*: meter.wattageMultiplier 10 may/],
];

for (const [name, wrong, hint] of CASES) {
  const factor = Object.values(wrong)[0];
  Deno.test(`multiplierHint() finds ${name} ${factor} times too high`, () => {
    const seed = freshSeed();
    for (const stepMinutes of [1, 15, 60]) {
      const readings = run(seeded(seed), wrong, { stepMinutes });
      match(multiplierHint(readings, 2) ?? "", hint, `seed ${seed}`);
    }
  });
}

Deno.test("multiplierHint() has nothing to say of a meter that is right, in any net", () => {
  const seed = freshSeed();
  for (const system of [1, 2] as const) {
    equal(multiplierHint(run(seeded(seed), {}, { system }), system), null, `seed ${seed}`);
  }
});

Deno.test("multiplierHint() says nothing before it knows enough, and nothing over an exchange", () => {
  const readings = run(seeded(1), { register: 10 });
  equal(multiplierHint(readings.slice(0, 10), 2), null);
  const exchanged = readings.map((one, at) => at < 100 ? one : { ...one, importWh: at });
  equal(multiplierHint(exchanged, 2), null);
  const small = readings.map((one) => ({ ...one, importW: 40, importVar: 0, exportVar: 0 }));
  equal(multiplierHint(small, 2), null);
});

Deno.test("multiplierHint() names both factors when the registers say nothing", () => {
  const readings = run(seeded(1), { current: 10 }).map(({ importWh: _, ...rest }) => rest);
  const hint = multiplierHint(readings, 2) ?? "";
  match(hint, /meter.amperageMultiplier 0.1 or meter.wattageMultiplier 10 may be missing/);
});
