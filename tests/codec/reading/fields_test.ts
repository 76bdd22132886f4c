import assert from "node:assert/strict";
import type { DecodedReading } from "#model/reading.ts";
import { FIELD, FIELDS, PUTS, QUANTITIES } from "#codec/reading/fields.ts";

Deno.test("PUTS puts every number under its own name", () => {
  FIELDS.forEach((name, field) => {
    const bare = { vendor: "unknown", listType: 1 } as const;
    const reading: DecodedReading = { ...bare };
    PUTS[field]?.(reading, 7);
    assert.deepEqual(reading, { ...bare, [name]: 7 });
    assert.equal(FIELD[name], field);
  });
});

Deno.test("QUANTITIES follow the units that names end in", () => {
  FIELDS.forEach((name, field) => {
    const quantity = QUANTITIES[field]!;
    if (/V$/.test(name)) assert.equal(quantity, "voltage");
    if (/A$/.test(name)) assert.equal(quantity, "current");
    if (/(Wh|Varh)/.test(name)) assert.match(quantity, /energy/i);
    if (/(W|Var)$/.test(name)) assert.match(quantity, /power$/i);
  });
});
