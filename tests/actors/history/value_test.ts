import assert from "node:assert/strict";
import { ByteReader, ByteWriter } from "#actors/history/bytes.ts";
import { readValue, type Value, writeValue } from "#actors/history/value.ts";
import { seeded } from "#tests/support/random.ts";

function lengthOf(value: Value, before?: Value): number {
  const out = new ByteWriter();
  writeValue(out, value, before);
  const bytes = out.view().slice();
  const input = new ByteReader(bytes);
  assert.equal(readValue(input, before), value);
  assert.ok(input.isAtEnd);
  return bytes.length;
}

Deno.test("writeValue() and readValue() agree on every kind of value, whatever came before", () => {
  const random = seeded(3);
  const values: Value[] = [
    ...[0, -0, 1, -1, 0.1, -0.25, 1e-9, 1e300, 2 ** 53, -(2 ** 53), 123_456_789_012, 235.123],
    ...[0.1 + 0.2, Math.PI, Infinity, -Infinity, Number.MIN_VALUE, true, false],
    ...["", "Å", "2026-03-10T09:00:00Z", "2026-03-10T09:00:00.000Z", "2026-13-10T09:00:00Z"],
    ...["9999-12-31T23:59:59Z", "1970-01-01T00:00:00Z", "x".repeat(5000)],
    ...Array.from({ length: 300 }, () => (random() - 0.5) * 10 ** Math.floor(random() * 20)),
    ...Array.from({ length: 300 }, () => Math.round(random() * 1e9) / 1000),
  ];
  for (const value of values) {
    lengthOf(value);
    lengthOf(value, values[Math.floor(random() * values.length)]);
  }
});

Deno.test("writeValue() spends one or two bytes on what usually changes", () => {
  assert.equal(lengthOf(12_345_679, 12_345_678), 1);
  assert.equal(lengthOf("2026-03-10T09:00:01Z", "2026-03-10T09:00:00Z"), 1);
  assert.equal(lengthOf(230.4, 230.1), 1);
  assert.equal(lengthOf(1900, 1200), 2);
});
