import assert from "node:assert/strict";
import { p1Number, p1Telegram, p1TelegramUnchecked, p1Time } from "#codec/encode/p1.ts";

// Checksums of the expected telegrams were computed by another program.
Deno.test("p1Telegram() writes identification, blank line, lines and checksum", () => {
  const text = new TextDecoder().decode(p1Telegram("ABC5", ["1-0:1.7.0(00.244*kW)"]));
  assert.equal(text, "/ABC5\r\n\r\n1-0:1.7.0(00.244*kW)\r\n!227A\r\n");
});

Deno.test("p1Telegram() writes four digits of checksum also when the first is zero", () => {
  const text = new TextDecoder().decode(p1Telegram("ABC5", ["1-0:1.7.0(00.002*kW)"]));
  assert.equal(text.slice(-6), "0269\r\n");
});

Deno.test("p1Number() pads with zeros on the left", () => {
  assert.equal(p1Number(244, { digits: 2, decimals: 3, unit: "kW" }), "00.244*kW");
  assert.equal(p1Number(123456, { digits: 6, decimals: 3, unit: "kWh" }), "000123.456*kWh");
  assert.equal(p1Number(2301, { digits: 3, decimals: 1, unit: "V" }), "230.1*V");
  assert.equal(p1Number(0, { digits: 2, decimals: 3, unit: "kW" }), "00.000*kW");
});

Deno.test("p1Number() without decimals has no point", () => {
  assert.equal(p1Number(7, { digits: 3, decimals: 0, unit: "A" }), "007*A");
});

Deno.test("p1Time() writes two digits a field and the flag", () => {
  const wall = { year: 2026, month: 2, day: 3, hour: 4, minute: 5, second: 6 };
  assert.equal(p1Time(wall, "W"), "260203040506W");
});

Deno.test("p1Number() without a unit has no mark for one", () => {
  assert.equal(p1Number(667, { digits: 1, decimals: 3, unit: "" }), "0.667");
});

Deno.test("p1TelegramUnchecked() ends without digits", () => {
  const text = new TextDecoder().decode(p1TelegramUnchecked("ABC5", ["1-0:1.7.0(00.244*kW)"]));
  assert.equal(text, "/ABC5\r\n\r\n1-0:1.7.0(00.244*kW)\r\n!\r\n");
});
