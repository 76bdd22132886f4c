import { deepEqual, equal } from "node:assert/strict";
import { kmpNumber } from "#codec/kmp/registers.ts";

const number = (hex: string) => kmpNumber(Uint8Array.fromHex(hex), 0);

Deno.test("kmpNumber() reads the example of the protocol", () => {
  deepEqual(number("0304430000D6DE"), { quantity: "energy", value: 55_006_000, end: 7 });
});

Deno.test("kmpNumber() knows the signs of number and power of ten, and every unit", () => {
  const values = [
    ["01 04 00 000F4240", "energy", 1_000_000],
    ["02 04 42 0001E241", "energy", 1_234_570],
    ["15 02 00 1388", "power", 5000],
    ["15 02 80 1388", "power", -5000],
    ["16 02 C3 1388", "power", -5000],
    ["16 02 43 04D2", "power", 1234],
    ["21 02 41 08FC", "voltage", 230],
    ["23 01 00 0A", "voltage", 10_000],
    ["22 02 42 007B", "current", 1.23],
    ["24 01 42 01", "current", 10],
    ["22 01 01 0C", "current", 120],
  ] as const;
  for (const [hex, quantity, value] of values) {
    const read = number(hex.replaceAll(" ", ""))!;
    deepEqual([read.quantity, read.value], [quantity, value], hex);
  }
});

Deno.test("kmpNumber() takes no unit it does not know, and no number too big to hold", () => {
  equal(number("0D0100FF")!.quantity, null);
  equal(Number.isNaN(number("0108007FFFFFFFFFFFFFFF")!.value), true);
  equal(Number.isNaN(number("01013FFF")!.value), false);
});

Deno.test("kmpNumber() answers with nothing for a number that is cut or has no length", () => {
  for (const hex of ["", "01", "0104", "010400", "01040000", "010400000000", "010000", "0109"]) {
    equal(number(hex), null, hex);
  }
});
