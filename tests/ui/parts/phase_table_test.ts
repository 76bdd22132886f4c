/** Which phases a reading knows. */
import { deepEqual } from "node:assert/strict";
import { NINE_MS, reading } from "#tests/support/readings.ts";
import { phasesOf } from "#ui/parts/phase_table.tsx";

const names = (fields: Parameters<typeof reading>[1]) =>
  phasesOf(reading(NINE_MS, fields)).map(({ name }) => name);

Deno.test("phasesOf() shows phases that are known, with what they import less what they export", () => {
  const [first] = phasesOf(reading(NINE_MS, { l1V: 230, l1A: 4, l1ImportW: 0, l1ExportW: 900 }));
  deepEqual(first, { name: "L1", amps: 4, volts: 230, netW: -900, isMissing: false });
});

Deno.test("phasesOf() leaves out the lines a meter on one phase does not have", () => {
  deepEqual(names({ l1V: 230, l2V: 0, l3V: 0, l1A: 0.4, l2A: 0, l3A: 0 }), ["L1"]);
});

Deno.test("phasesOf() keeps all phases of a house that uses nothing", () => {
  deepEqual(names({ l1A: 0, l2A: 0, l3A: 0 }), ["L1", "L2", "L3"]);
});

Deno.test("phasesOf() keeps the L2 whose current the meter does not measure", () => {
  deepEqual(names({ l1A: 4, l3A: 5, l2AMissing: true }), ["L1", "L2", "L3"]);
});

Deno.test("phasesOf() takes no voltage for a line that carries current to be unknown", () => {
  const [, second] = phasesOf(reading(NINE_MS, { l1V: 233, l2V: 0, l1A: 2.3, l2A: 9.5 }));
  deepEqual(second?.volts, null);
});

Deno.test("phasesOf() knows none when the meter says nothing of them", () => {
  deepEqual(names({ importW: 900 }), []);
});
