import assert from "node:assert/strict";
import { p1Be } from "#codec/encode/layouts/p1_be.ts";
import { householdExample } from "#tests/support/household_example.ts";

function linesAt(atMs: number): string[] {
  const text = new TextDecoder().decode(p1Be.encode(householdExample(1234, atMs)));
  return text.split("\r\n");
}

// Written by hand after the examples of e-MUCS-P1.
Deno.test("p1-be writes the peaks of this month and the last, and gas without correction", () => {
  const lines = linesAt(Date.UTC(2026, 6, 6, 12, 0, 0));
  for (
    const line of [
      "0-0:96.1.1(3153494D30303939303031323334)",
      "0-0:1.0.0(260706140000S)",
      "1-0:1.4.0(01.234*kW)",
      "1-0:1.6.0(260701181500S)(04.321*kW)",
      "0-0:98.1.0(1)(1-0:1.6.0)(1-0:1.6.0)(260701000000S)(260601181500S)(04.321*kW)",
      "0-1:24.2.3(260706140000S)(01000.000*m3)",
      "0-2:24.2.1(260706140000S)(00100.000*m3)",
    ]
  ) assert.ok(lines.includes(line), line);
});

Deno.test("p1-be writes a date that is none before the first peak of a month", () => {
  const atMs = Date.UTC(2026, 6, 1, 12, 0, 0);
  assert.ok(linesAt(atMs).includes("1-0:1.6.0(632525252525W)(00.000*kW)"));
  const { monthPeakW, ...rest } = p1Be.expected(householdExample(1234, atMs));
  assert.deepEqual([monthPeakW, "monthPeakAt" in rest], [0, false]);
});
