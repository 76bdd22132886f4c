import assert from "node:assert/strict";
import { readImport } from "#codec/import/mod.ts";
import { Zone } from "#model/zone.ts";

const options = { zone: new Zone("Europe/Oslo"), stamps: "starting", values: "energy" } as const;
const kindOf = (text: string) => {
  const imported = readImport(text, options);
  return imported.ok ? imported.value.kind : imported.fault.code;
};

Deno.test("readImport() knows a file's kind by its content", () => {
  const hours = Array.from({ length: 24 }, () => 100).join(" ");
  assert.equal(kindOf(`amsconfig\ndayplot 6 1767225600 1.000 1 ${hours}\n`), "upstream");
  assert.equal(kindOf('{"results":[{"day":"2026-01-01","electricity1":"1"}]}'), "dsmr-reader");
  assert.equal(kindOf('{"a.import":[{"start":1767225600000,"change":1}]}'), "home-assistant");
  assert.equal(kindOf("tid;kWh\n01.01.2026 00:00;1\n"), "csv");
});

Deno.test("readImport() says what was wrong with a file without energy", () => {
  const imported = readImport("hello", options);
  assert.ok(!imported.ok && imported.fault.message.includes("no column"));
});

Deno.test("readImport() survives any bytes", () => {
  for (
    const text of ["", "\0\0", "[", "{}", "[]", '{"result":5}', '"', '"a', "amsconfig", ";;;\n;;"]
  ) {
    assert.equal(kindOf(text), "import-empty", JSON.stringify(text));
  }
});
