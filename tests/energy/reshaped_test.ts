import { deepEqual, equal } from "node:assert/strict";
import { QUARTER_MS } from "#energy/quarter.ts";
import { reshaped } from "#energy/reshaped.ts";
import type { EnergyPoint } from "#model/energy.ts";
import { seeded } from "#tests/support/random.ts";
import { NINE_MS } from "#tests/support/readings.ts";

const HOUR = { fromMs: NINE_MS, toMs: NINE_MS + 4 * QUARTER_MS };

function quarters(imports: readonly number[], exports: readonly number[] = []): EnergyPoint[] {
  return imports.map((importWh, at) => ({
    atMs: NINE_MS + at * QUARTER_MS,
    importWh,
    exportWh: exports[at] ?? 0,
    coverage: 1,
    quality: "measured",
    estimatedWh: 0,
  }));
}

Deno.test("reshaped() gives an hour the shape that its quarters had", () => {
  const changes = reshaped(
    { ...HOUR, importWh: 6000, exportWh: null },
    quarters([1400, 1550, 1500, 1450, 9999]),
  );
  deepEqual(changes.map(({ importWh }) => importWh), [1424, 1576, 1525, 1475]);
  deepEqual(changes.map(({ exportWh }) => exportWh), [null, null, null, null]);
  equal(changes[3]?.atMs, NINE_MS + 3 * QUARTER_MS);
});

Deno.test("reshaped() shares equally where nothing is known or nothing flowed", () => {
  const changes = reshaped({ ...HOUR, importWh: 1001, exportWh: 8 }, quarters([0, 0, 0]));
  deepEqual(changes.map(({ importWh }) => importWh), [251, 250, 250, 250]);
  deepEqual(changes.map(({ exportWh }) => exportWh), [2, 2, 2, 2]);
});

Deno.test("reshaped() adds up exactly for any span and any shape", () => {
  const next = seeded(42);
  const whole = (below: number) => Math.floor(next() * below);
  for (let turn = 0; turn < 500; turn++) {
    const count = 1 + whole(100);
    const [importWh, exportWh] = [whole(1_000_000), whole(1000)];
    const known = quarters(Array.from({ length: count }, () => whole(whole(2) * 3000 + 1)));
    const toMs = NINE_MS + count * QUARTER_MS;
    const changes = reshaped({ fromMs: NINE_MS, toMs, importWh, exportWh }, known);
    equal(changes.reduce((sum, change) => sum + change.importWh!, 0), importWh, `turn ${turn}`);
    equal(changes.reduce((sum, change) => sum + change.exportWh!, 0), exportWh, `turn ${turn}`);
  }
});
