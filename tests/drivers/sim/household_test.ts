import assert from "node:assert/strict";
import { type HouseholdState, WIRINGS } from "#codec/encode/household_state.ts";
import { Household } from "#drivers/sim/household.ts";
import { Zone } from "#model/zone.ts";

const zone = new Zone("Europe/Oslo");
const house = (seed = 1, wiring: "single" | "it" | "tn" = "tn") =>
  new Household({ seed, zone, wiring });
const JUNE_NOON = Date.UTC(2026, 5, 12, 11, 0, 0);
const JANUARY_MORNING = Date.UTC(2026, 0, 20, 5, 45, 30);
const plain = (state: HouseholdState) => ({ ...state });

Deno.test("Household repeats itself by seed, in whatever order it is asked", () => {
  const [one, other] = [house(), house()];
  const later = plain(other.at(JUNE_NOON + 3_600_000));
  const earlier = plain(other.at(JUNE_NOON));
  assert.deepEqual(plain(one.at(JUNE_NOON)), earlier);
  assert.deepEqual(plain(one.at(JUNE_NOON + 3_600_000)), later);
  assert.notDeepEqual(plain(house(2).at(JUNE_NOON)), earlier);
});

/** Integrates the reported power over a span, second by second. */
function integrate(start: Household, fromMs: number, seconds: number) {
  const sums = {
    importWs: 0,
    exportWs: 0,
    l1ImportWs: 0,
    l1ExportWs: 0,
    importVars: 0,
    exportVars: 0,
  };
  for (let second = 0; second < seconds; second++) {
    const { importW, exportW, importVar, exportVar, phases } = start.at(fromMs + 1000 * second);
    sums.importWs += importW;
    sums.exportWs += exportW;
    sums.l1ImportWs += phases[0].importW;
    sums.l1ExportWs += phases[0].exportW;
    sums.importVars += importVar;
    sums.exportVars += exportVar;
  }
  return sums;
}

for (const [name, fromMs] of [["summer noon", JUNE_NOON], ["winter", JANUARY_MORNING]] as const) {
  Deno.test(`Household registers hold exactly the power reported (${name})`, () => {
    const seconds = 2 * 3600 + 17;
    const sums = integrate(house(), fromMs, seconds);
    const before = house().at(fromMs).registers;
    const after = house().at(fromMs + 1000 * seconds).registers;
    const near = (wh: number, ws: number) =>
      assert.ok(Math.abs(wh - ws / 3600) <= 2, `${wh} ${ws}`);
    const total = (r: typeof before, way: "import" | "export") => r[`${way}WhT1`] + r[`${way}WhT2`];
    near(total(after, "import") - total(before, "import"), sums.importWs);
    near(total(after, "export") - total(before, "export"), sums.exportWs);
    near(after.phases[0].importWh - before.phases[0].importWh, sums.l1ImportWs);
    near(after.phases[0].exportWh - before.phases[0].exportWh, sums.l1ExportWs);
    near(after.importVarh - before.importVarh, sums.importVars);
    near(after.exportVarh - before.exportVarh, sums.exportVars);
  });
}

Deno.test("Household registers never go back, not at New Year nor after a start in a new year", () => {
  for (let seed = 1; seed <= 3; seed++) {
    const running = house(seed);
    const old = running.at(Date.UTC(2026, 11, 31, 22, 59, 59)).registers;
    const next = running.at(Date.UTC(2026, 11, 31, 23, 0, 1)).registers;
    const fresh = house(seed).at(Date.UTC(2026, 11, 31, 23, 0, 1)).registers;
    const values = (r: typeof old) => [
      ...[r.importWhT1, r.importWhT2, r.exportWhT1, r.exportWhT2, r.importVarh, r.exportVarh],
      ...r.phases.flatMap(({ importWh, exportWh }) => [importWh, exportWh]),
      r.gasLitres,
    ];
    values(old).forEach((value, at) => {
      assert.ok(
        values(next)[at]! >= value && values(next)[at]! <= value + 10,
        `seed ${seed}, ${at}`,
      );
      assert.ok(values(fresh)[at]! >= value, `seed ${seed}, register ${at}`);
    });
  }
});

Deno.test("Household looks like a house: sun, sag, fuses, both ways of energy", () => {
  for (const wiring of WIRINGS) {
    const some = house(1, wiring);
    let [importWMax, exportWMax] = [0, 0];
    for (let ms = JUNE_NOON; ms < JUNE_NOON + 86_400_000; ms += 61_000) {
      const { importW, exportW, phases } = some.at(ms);
      importWMax = Math.max(importWMax, importW);
      exportWMax = Math.max(exportWMax, exportW);
      for (const { voltageV, currentA, powerFactor } of phases) {
        assert.ok(voltageV === 0 || (voltageV > 207 && voltageV < 253), `${voltageV} V`);
        assert.ok(currentA < (wiring === "single" ? 63 : 35), `${currentA} A`);
        assert.ok(powerFactor >= 0 && powerFactor <= 1);
      }
    }
    assert.ok(exportWMax > 1_500 && importWMax > 2_000, `${wiring} ${exportWMax} ${importWMax}`);
  }
});

Deno.test("Household phases add up to the total, and one phase carries all", () => {
  for (let ms = JANUARY_MORNING; ms < JANUARY_MORNING + 3_600_000; ms += 7_000) {
    const { importW, exportW, importVar, exportVar, phases } = house().at(ms);
    assert.equal(phases.reduce((sum, p) => sum + p.importW - p.exportW, 0), importW - exportW);
    assert.equal(
      phases.reduce((sum, p) => sum + p.importVar - p.exportVar, 0),
      importVar - exportVar,
    );
  }
  const single = house(1, "single").at(JANUARY_MORNING);
  assert.equal(single.phases[0].importW, single.importW);
  assert.deepEqual(single.phases.map(({ voltageV }) => voltageV > 0), [true, false, false]);
});

Deno.test("Household power moves from second to second, so that a page is seen to live", () => {
  const seen = new Set<number>();
  for (let second = 0; second < 20; second++) {
    seen.add(house().at(JANUARY_MORNING + 1000 * second).importW);
  }
  assert.ok(seen.size >= 6, [...seen].join(" "));
});

Deno.test("Household switches to tariff 1 at night and on weekends", () => {
  const tariffAt = (iso: string) => house().at(Date.parse(iso)).activeTariff;
  assert.equal(tariffAt("2026-06-12T12:00:00Z"), 2);
  assert.equal(tariffAt("2026-06-12T22:00:00Z"), 1);
  assert.equal(tariffAt("2026-06-13T12:00:00Z"), 1);
});

Deno.test("Household reads its gas meter every five minutes", () => {
  const { gasAtMs } = house().at(JUNE_NOON + 4 * 60_000).registers;
  assert.equal(gasAtMs, JUNE_NOON);
});
