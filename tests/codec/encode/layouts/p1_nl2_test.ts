import assert from "node:assert/strict";
import { p1Nl2 } from "#codec/encode/layouts/p1_nl2.ts";
import { householdExample } from "#tests/support/household_example.ts";

// Written by hand after the example of DSMR 2.2.
Deno.test("p1-nl2 writes the gas meter's value on a line of its own and no checksum", () => {
  const state = householdExample(1234, Date.UTC(2026, 0, 5, 12, 0, 0));
  assert.deepEqual(new TextDecoder().decode(p1Nl2.encode(state)).split("\r\n"), [
    "/ISk5\\2MT382-1004",
    "",
    "0-0:96.1.1(5A42455630303939303031323334)",
    "1-0:1.8.1(10000.000*kWh)",
    "1-0:1.8.2(20000.000*kWh)",
    "1-0:2.8.1(00000.000*kWh)",
    "1-0:2.8.2(00000.000*kWh)",
    "0-0:96.14.0(0002)",
    "1-0:1.7.0(0001.23*kW)",
    "1-0:2.7.0(0000.00*kW)",
    "0-0:17.0.0(0999.00*kW)",
    "0-0:96.3.10(1)",
    "0-0:96.13.1()",
    "0-0:96.13.0()",
    "0-1:24.1.0(3)",
    "0-1:96.1.0(3238303039393030303536373839303132)",
    "0-1:24.3.0(260105130000)(08)(60)(1)(0-1:24.2.1)(m3)",
    "(01000.000)",
    "0-1:24.4.0(1)",
    "!",
    "",
  ]);
});
