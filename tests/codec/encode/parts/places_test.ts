import assert from "node:assert/strict";
import { groupsOf, octetText, type Place, structureOf } from "#codec/encode/parts/places.ts";
import { householdExample } from "#tests/support/household_example.ts";

const state = householdExample(1234, Date.UTC(2026, 0, 5, 12, 0, 10));
const PLACES: readonly Place[] = [
  octetText("AB"),
  { fields: ["importW", "exportW"], type: "uint16", scaler: 0 },
  (writer, { activeTariff }) => writer.number("uint8", activeTariff),
];

Deno.test("structureOf() counts elements and writes them in their order", () => {
  const hex = structureOf(state, PLACES).bytes().toHex();
  assert.equal(hex, "0204" + "09024142" + "1204d2" + "120000" + "1102");
});

Deno.test("groupsOf() leaves out what is no quantity", () => {
  assert.deepEqual(groupsOf(PLACES).map(({ fields }) => fields), [["importW", "exportW"]]);
});
