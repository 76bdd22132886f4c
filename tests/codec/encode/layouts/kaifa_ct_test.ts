import assert from "node:assert/strict";
import { kaifaCt } from "#codec/encode/layouts/kaifa_ct.ts";
import { LineDecoder } from "#codec/line_decoder.ts";
import { householdExample } from "#tests/support/household_example.ts";
import { meterOptions } from "#tests/support/meter_options.ts";

const state = householdExample(1234, Date.UTC(2026, 0, 5, 12, 0, 10));
const decode = (bytes: Uint8Array) =>
  new LineDecoder(meterOptions()).push(bytes, 0).map(({ outcome }) => outcome.ok && outcome.value);

Deno.test("kaifa-ct counts beyond 32 bits and stays exact", () => {
  const importWhT1 = 2 ** 40 + 1;
  const registers = { ...state.registers, importWhT1, importWhT2: 0, exportVarh: 2 ** 52 + 1 };
  const big = { ...state, registers };
  const bytes = kaifaCt.encode(big, 3);
  assert.ok(bytes.toHex().includes("15" + "0000010000000001"));
  const [reading] = decode(bytes);
  assert.ok(reading);
  assert.equal(reading.importWh, importWhT1);
  assert.equal(reading.exportVarh, 2 ** 52 + 1);
});

Deno.test("kaifa-ct on three wires expects the voltage that a reader must compute", () => {
  const expected = kaifaCt.expected({ ...state, wiring: "it" }, 2);
  assert.deepEqual([expected.l2V, expected.l2A, expected.l2AMissing], [231, 0, true]);
  assert.equal(expected.threePhase, true);
});
