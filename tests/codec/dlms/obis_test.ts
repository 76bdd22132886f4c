import assert from "node:assert/strict";
import { OBIS } from "#codec/dlms/obis.ts";
import { FIELDS, QUANTITIES } from "#codec/reading/fields.ts";

const meaningOf = (c: number, d: number, e: number) => OBIS.get(c * 65536 + d * 256 + e);

/** Quantities that no list holds. */
const ONLY_P1 = ["quarterW", "monthPeakW"];

Deno.test("OBIS leads every field that lists and telegrams share to one code", () => {
  const fields = [...OBIS.values()].flatMap((meaning) =>
    meaning.kind === "number" && meaning.field >= 0 ? [FIELDS[meaning.field]] : []
  );
  const shared = FIELDS.filter((field, at) =>
    QUANTITIES[at] !== "count" && !ONLY_P1.includes(field)
  );
  assert.deepEqual([...fields].sort(), [...shared].sort());
});

Deno.test("OBIS knows ids by rank, the clock, and nothing of reactive power per phase", () => {
  const ranks = [[96, 1, 0], [0, 0, 5], [0, 0, 1]].map(([c, d, e]) => {
    const meaning = meaningOf(c!, d!, e!);
    return meaning?.kind === "text" ? meaning.rank : null;
  });
  assert.deepEqual(ranks, [0, 1, 2]);
  assert.equal(meaningOf(1, 0, 0)?.kind, "clock");
  assert.equal(meaningOf(23, 7, 0), undefined);
});
