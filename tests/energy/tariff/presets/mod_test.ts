import assert from "node:assert/strict";
import { HOLIDAY_COUNTRIES } from "#energy/holidays.ts";
import { presetOf, PRESETS } from "#energy/tariff/presets/mod.ts";

Deno.test("PRESETS: every data file is whole, has an id of its own and a known country", () => {
  assert.equal(new Set(PRESETS.map(({ id }) => id)).size, PRESETS.length);
  for (const { id, country, components } of PRESETS) {
    assert.ok(HOLIDAY_COUNTRIES.includes(country), id);
    assert.ok(components.length > 0, id);
    assert.equal(presetOf(id)?.id, id);
  }
});

Deno.test("PRESETS: every data file in the folder is listed", () => {
  const folder = new URL("../../../../energy/tariff/presets/", import.meta.url);
  const names = [...Deno.readDirSync(folder)].map(({ name }) => name)
    .filter((name) => name.endsWith(".json"));
  assert.deepEqual(
    names.map((name) => name.replace(".json", "").replaceAll("_", "-")).sort(),
    PRESETS.map(({ id }) => id).sort(),
  );
});
