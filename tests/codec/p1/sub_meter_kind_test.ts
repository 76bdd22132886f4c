import assert from "node:assert/strict";
import { kindOf } from "#codec/p1/sub_meter_kind.ts";

const UNKNOWN = { type: null, id: "", unit: null };

Deno.test("kindOf() knows the device types of M-Bus", () => {
  const kinds = [2, 3, 4, 6, 7, 10, 11, 12, 21].map((type) => kindOf({ ...UNKNOWN, type }));
  assert.deepEqual(kinds, [
    "electricity",
    "gas",
    "heat",
    "water",
    "water",
    "cooling",
    "cooling",
    "heat",
    "water",
  ]);
});

Deno.test("kindOf() has no place for oil, whatever its unit", () => {
  assert.equal(kindOf({ ...UNKNOWN, type: 1, unit: "m3" }), null);
});

Deno.test("kindOf() takes the id and then the unit where the type says nothing", () => {
  for (const type of [null, 0, 15]) {
    assert.equal(kindOf({ type, id: "8SIM0099009012", unit: "m3" }), "water");
    assert.equal(kindOf({ type, id: "G0099000000005678", unit: "m3" }), "gas");
    assert.equal(kindOf({ type, id: "28009900056789012", unit: "GJ" }), "heat");
    assert.equal(kindOf({ type, id: "", unit: "kWh" }), "electricity");
    assert.equal(kindOf({ type, id: "", unit: null }), null);
  }
});
