import assert from "node:assert/strict";
import { OBIS } from "#codec/dlms/obis.ts";
import { obisName, obisText } from "#codec/dlms/obis_names.ts";

Deno.test("obisName() knows every code the decoder reads, each by a name of its own", () => {
  const names = [...OBIS.keys()].map((key) => {
    const groups = [1, 0, key >> 16, (key >> 8) & 0xff, key & 0xff];
    assert.notEqual(obisName(groups), "", obisText(groups));
    return obisName(groups);
  });
  assert.equal(new Set(names).size, names.length);
});

Deno.test("obisName() composes quantity, phase and tariff", () => {
  const named = [
    [[1, 0, 1, 7, 0], "import power"],
    [[1, 1, 61, 7, 0], "import power L3"],
    [[1, 0, 22, 8, 2], "export energy L1, tariff 2"],
    [[1, 0, 52, 7, 0], "voltage L2"],
    [[1, 0, 32, 32, 0], "voltage L1, count of dips"],
    [[1, 0, 1, 4, 0], "import power, average of the running period"],
    [[1, 0, 14, 7, 0], "frequency"],
    [[1, 0, 16, 7, 0], "import less export power"],
    [[0, 0, 1, 0, 0], "clock"],
    [[0, 2, 96, 1, 0], "serial number, channel 2"],
    [[0, 1, 1, 7, 0], ""],
    [[1, 0, 19, 7, 0], ""],
    [[1, 0, 1, 99, 0], ""],
    [[1, 0, 101, 7, 0], ""],
  ] as const;
  for (const [groups, name] of named) assert.equal(obisName(groups), name, groups.join());
});

Deno.test("obisText() writes F only when it says something", () => {
  assert.equal(obisText([1, 0, 1, 8, 0, 255]), "1-0:1.8.0");
  assert.equal(obisText([1, 0, 1, 8, 0]), "1-0:1.8.0");
  assert.equal(obisText([1, 0, 1, 8, 0, 1]), "1-0:1.8.0*1");
});
