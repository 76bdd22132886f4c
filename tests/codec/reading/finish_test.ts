import assert from "node:assert/strict";
import { Clocks } from "#codec/dlms/clock.ts";
import { Draft } from "#codec/reading/draft.ts";
import { FIELD, type Field, TEXT } from "#codec/reading/fields.ts";
import { finish } from "#codec/reading/finish.ts";
import { type MeterOptions, NO_MULTIPLIERS } from "#model/meter.ts";
import { Zone } from "#model/zone.ts";
import { meterOptions } from "#tests/support/meter_options.ts";

const clocks = new Clocks(new Zone("Europe/Oslo"));

function finished(
  values: Partial<Record<Field, number>>,
  { changes = {}, source = "list" }: { changes?: Partial<MeterOptions>; source?: "list" | "p1" } =
    {},
) {
  const draft = new Draft();
  for (const [field, value] of Object.entries(values)) draft.set(FIELD[field as Field], value);
  const outcome = finish({ draft, clocks }, meterOptions(changes), source);
  if (!outcome.ok) throw outcome.fault;
  return outcome.value;
}

Deno.test("finish() gives the list type of the richest field that is there", () => {
  assert.equal(finished({ importW: 0 }).listType, 1);
  assert.equal(finished({ importW: 0, exportW: 0 }).listType, 2);
  assert.equal(finished({ importW: 0, l1V: 230 }).listType, 2);
  assert.equal(finished({ importW: 0, importWh: 0 }).listType, 3);
  assert.equal(finished({ importWh: 0, l1ImportW: 0 }).listType, 4);
  assert.equal(finished({ importW: 0, powerFactor: 1 }).listType, 4);
});

Deno.test("finish() takes a title for the id of lists that have no other, and only of rich ones", () => {
  const idOf = (values: Partial<Record<Field, number>>, id: string | null) => {
    const draft = new Draft();
    draft.titleId = "SAGY0042";
    if (id !== null) draft.offerText(TEXT.meterId, id);
    for (const [field, value] of Object.entries(values)) draft.set(FIELD[field as Field], value);
    const outcome = finish({ draft, clocks }, meterOptions(), "list");
    if (!outcome.ok) throw outcome.fault;
    return [outcome.value.listType, outcome.value.meterId];
  };
  assert.deepEqual(idOf({ importW: 1 }, null), [1, undefined]);
  assert.deepEqual(idOf({ importW: 1, exportW: 0 }, null), [2, "SAGY0042"]);
  assert.deepEqual(idOf({ importWh: 1 }, null), [3, "SAGY0042"]);
  assert.deepEqual(idOf({ importW: 1 }, ""), [2, "SAGY0042"]);
  assert.deepEqual(idOf({ importW: 1, exportW: 0 }, "7"), [2, "7"]);
});

Deno.test("finish() says how many phases have a voltage", () => {
  const phases = (l1V: number, l2V: number, l3V: number) => {
    const { threePhase, twoPhase } = finished({ l1V, l2V, l3V });
    return [threePhase, twoPhase];
  };
  assert.deepEqual(phases(230, 231, 232), [true, false]);
  assert.deepEqual(phases(230, 0, 232), [false, true]);
  assert.deepEqual(phases(230, 0, 0), [false, false]);
});

const IT_NET = { l1V: 239.2, l2V: 0, l3V: 239.7, l1A: 12.056, l2A: 5.754, l3A: 13.412 };

Deno.test("finish() computes L2 in nets with three wires, but not for P1 nor unasked", () => {
  const changes = { distributionSystem: 1 } as const;
  const computed = finished(IT_NET, { changes });
  assert.deepEqual([computed.l2V, computed.threePhase, computed.twoPhase], [
    239.450392,
    true,
    false,
  ]);
  assert.equal(finished(IT_NET).l2V, 0);
  assert.equal(finished(IT_NET, { changes, source: "p1" }).l2V, 0);
  assert.equal(finished({ ...IT_NET, l2A: 0 }, { changes }).l2V, 0);
});

Deno.test("finish() says when L2 has no current although there are three lines", () => {
  assert.equal(finished({ l1V: 1, l2V: 1, l3V: 1, l1A: 1, l3A: 1 }).l2AMissing, true);
  assert.equal("l2AMissing" in finished({ l1V: 230, l1A: 1 }), false);
  assert.equal("l2AMissing" in finished(IT_NET), false);
});

Deno.test("finish() multiplies quantities by the factors of the user", () => {
  const multipliers = { wattage: 40, voltage: 2, amperage: 0.1, accumulated: 0.5 };
  const reading = finished(
    { importW: 5, exportVar: 2, l1V: 115, l1A: 909.99, importWh: 7, l1ImportWh: 8, l1ImportW: 3 },
    { changes: { multipliers } },
  );
  assert.deepEqual(
    [reading.importW, reading.exportVar, reading.l1V, reading.l1A],
    [200, 80, 230, 90.999],
  );
  assert.deepEqual([reading.importWh, reading.l1ImportWh, reading.l1ImportW], [3.5, 4, 3]);
  const negative = { changes: { multipliers: { ...NO_MULTIPLIERS, amperage: 2 } } };
  assert.equal(finished({ l1A: -3 }, negative).l1A, 0);
  assert.equal(finished({ l1A: -3 }).l1A, -3);
});

Deno.test("finish() refuses what says nothing and what cannot be", () => {
  assert.throws(() => finished({}), { code: "meter-unknown" });
  assert.throws(() => finished({ importW: NaN }), { code: "reading-implausible" });
  assert.throws(() => finished({ importWh: Infinity }), { code: "reading-implausible" });
});

Deno.test("finish() lists the numbers in the order in which they came", () => {
  const keys = Object.keys(finished({ l1V: 230, importW: 1, exportW: 2 }));
  assert.deepEqual(keys.slice(-3), ["l1V", "importW", "exportW"]);
});
