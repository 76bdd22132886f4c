import assert from "node:assert/strict";
import { latin1Bytes } from "#codec/encode/bytes.ts";
import { SmlWriter } from "#codec/encode/sml.ts";
import { Draft } from "#codec/reading/draft.ts";
import { FIELD, type Field, TEXT } from "#codec/reading/fields.ts";
import { Elements } from "#codec/sml/elements.ts";
import { Values } from "#codec/sml/values.ts";

type Entry = {
  readonly code: string;
  readonly unit?: number;
  readonly scaler?: number;
  readonly status?: number;
  /** A number goes out signed, in `size` bytes. */
  readonly value: number | string;
  readonly size?: number;
};

function written({ code, unit, scaler = 0, status, value, size = 4 }: Entry) {
  const writer = new SmlWriter().list(7).code(code);
  if (status === undefined) writer.absent();
  else writer.unsigned(status, 2);
  writer.absent();
  if (unit === undefined) writer.absent();
  else writer.unsigned(unit, 1);
  writer.integer(scaler, 1);
  if (typeof value === "string") writer.octets(latin1Bytes(value));
  else writer.integer(value, size);
  return writer.absent().bytes();
}

function draftOf(entries: readonly Entry[], hasUnsignedPower = false): Draft {
  const draft = new Draft();
  const elements = new Elements();
  const values = new Values(elements);
  values.begin({ hasUnsignedPower });
  for (const entry of entries) {
    const bytes = written(entry);
    elements.open(bytes, 0, bytes.length);
    assert.ok(values.read(draft));
    assert.equal(elements.at, bytes.length);
  }
  values.end(draft);
  return draft;
}

function numbersOf(draft: Draft): Partial<Record<Field, number>> {
  const names = (Object.keys(FIELD) as Field[]).filter((name) => draft.has(FIELD[name]));
  return Object.fromEntries(names.map((name) => [name, draft.get(FIELD[name])]));
}

const valuesOf = (...entries: Entry[]) => numbersOf(draftOf(entries));

Deno.test("Values applies the scaler and keeps every digit", () => {
  assert.deepEqual(
    valuesOf(
      { code: "1-0:1.8.0*255", unit: 30, scaler: -8, value: 390_258_359_727, size: 8 },
      { code: "1-0:2.8.0*255", unit: 30, scaler: 3, value: 12 },
      { code: "1-0:32.7.0*255", unit: 35, scaler: -1, value: 2323, size: 2 },
      { code: "1-0:31.7.0*255", unit: 33, scaler: -2, value: 174, size: 2 },
      { code: "1-0:36.7.0*255", unit: 27, value: -40 },
    ),
    {
      importWh: 3902.58359727,
      exportWh: 12_000,
      l1V: 232.3,
      l1A: 1.74,
      l1ImportW: 0,
      l1ExportW: 40,
    },
  );
});

Deno.test("Values passes by other media, earlier periods, wrong units and odd scalers", () => {
  assert.deepEqual(
    valuesOf(
      { code: "7-0:1.8.0*255", unit: 30, value: 1 },
      { code: "1-0:1.8.0*96", unit: 30, value: 1 },
      { code: "1-0:1.8.0*255", unit: 27, value: 1 },
      { code: "1-0:1.7.0*255", unit: 27, scaler: 99, value: 1 },
      { code: "1-0:14.7.0*255", unit: 44, scaler: -1, value: 500 },
      { code: "1-0:16.7.0*255", unit: 28, value: 1 },
      { code: "1-0:13.7.0*255", value: 2 },
    ),
    {},
  );
});

Deno.test("Values takes group E 255 for 0, and a value without a unit as it is", () => {
  assert.deepEqual(valuesOf({ code: "1-0:21.7.255*255", value: 5 }), { l1ImportW: 5 });
});

Deno.test("Values gives power without a sign the direction of the status", () => {
  const gross: Entry = { code: "1-0:15.7.0*255", unit: 27, scaler: -1, value: 1266 };
  const register = (status?: number): Entry => {
    const entry = { code: "1-0:1.8.0*255", unit: 30, value: 1000 };
    return status === undefined ? entry : { ...entry, status };
  };
  assert.equal(valuesOf(register(0x0182), gross).importW, 126.6);
  assert.equal(valuesOf(register(0x01a2), gross).importW, -126.6);
  assert.equal(valuesOf(gross, register(0x01b0)).importW, -126.6);
  assert.equal(valuesOf(register(), gross).importW, 126.6);
  const exported: Entry = { code: "1-0:2.8.0*255", unit: 30, value: 1 };
  assert.equal(valuesOf(register(), exported, gross).importW, undefined);
});

Deno.test("Values prefers power with a sign", () => {
  const gross: Entry = { code: "1-0:15.7.0*255", unit: 27, value: 300 };
  const net: Entry = { code: "1-0:16.7.0*255", unit: 27, value: -200 };
  assert.deepEqual(valuesOf(gross, net), { importW: 0, exportW: 200 });
});

Deno.test("Values mends the sign of early DZG meters in numbers of less than four bytes", () => {
  const power = (value: number, size: number) =>
    numbersOf(
      draftOf([{ code: "1-0:16.7.0*255", unit: 27, scaler: -2, value, size }], true),
    );
  assert.deepEqual(power(0x8b28 - 0x10000, 2), { importW: 356.24, exportW: 0 });
  assert.deepEqual(power(-10_550, 4), { importW: 0, exportW: 105.5 });
  const entry = { code: "1-0:16.7.0*255", unit: 27, scaler: -2, value: -10_550, size: 2 };
  assert.deepEqual(valuesOf(entry), { importW: 0, exportW: 105.5 });
});

Deno.test("Values reads maker and owner's id", () => {
  for (const code of ["1-0:96.50.1*1", "129-129:199.130.3*255"]) {
    assert.equal(draftOf([{ code, value: "ISK" }]).vendor, "iskra");
  }
  const owner = (value: string) => draftOf([{ code: "1-0:0.0.0*255", value }]).text(TEXT.meterId);
  assert.equal(owner("1ESY1199001234"), "1ESY1199001234");
  assert.equal(owner("\x0a\x01EMH"), "");
});

Deno.test("Values passes over values that are lists, and refuses what is no value", () => {
  const elements = new Elements();
  const values = new Values(elements);
  const isRead = (hex: string) => {
    const bytes = Uint8Array.fromHex(hex);
    elements.open(bytes, 0, bytes.length);
    return values.read(new Draft()) && elements.at === bytes.length;
  };
  assert.equal(isRead("77070100010800ff01010101" + "7262016201" + "01"), true);
  assert.equal(isRead("76070100010800ff0101010101"), false);
  assert.equal(isRead("77060100010800" + "010101016201" + "01"), false);
  assert.equal(isRead("77070100010800ff7201" + "0101016201" + "01"), false);
  assert.equal(isRead("77070100010800ff010101016201"), false);
});
