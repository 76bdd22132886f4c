import assert from "node:assert/strict";
import { areaOf, AREAS } from "#codec/prices/areas.ts";
import { Zone } from "#model/zone.ts";

/** The check character of an EIC: weights 16 to 2 over the values 0–9, A–Z and the dash (36). */
function checkSign(eic: string): string {
  const signs = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-";
  const sum = [...eic.slice(0, 15)].reduce(
    (total, sign, at) => total + (16 - at) * signs.indexOf(sign),
    0,
  );
  return signs[36 - ((sum - 1) % 37)] ?? "";
}

Deno.test("AREAS: all of chapter 20 §1.7, every EIC with its right check character", () => {
  assert.equal(AREAS.length, 53);
  for (const { id, eic, zone, marketZone } of AREAS) {
    assert.equal(eic.length, 16, id);
    assert.equal(eic[15], checkSign(eic), id);
    for (const name of [zone, marketZone]) assert.equal(new Zone(name).name, name);
  }
  const names = AREAS.flatMap(({ id, eic, aliases }) =>
    [id, eic, ...aliases].map((name) => name.toUpperCase())
  );
  // `IT-NORTH` differs from its id only by case.
  assert.equal(new Set(names).size, names.length - 1);
});

Deno.test("areaOf() takes ids, codes, aliases and upstream's areas with support", () => {
  const id = (text: string) => areaOf(text)?.area.id ?? null;
  assert.equal(id("10YNO-1--------2"), "NO1");
  assert.equal(id("no5"), "NO5");
  assert.equal(id("10Y1001A1001A83F"), "DE-LU");
  assert.equal(id("LU"), "DE-LU");
  assert.equal(id("IT-NORTH"), "IT-North");
  assert.deepEqual([id("NO6"), id(""), id("10YNO-1--------3"), id("DK1S")], [
    null,
    null,
    null,
    null,
  ]);
  const found = areaOf("NO3S");
  assert.deepEqual([found?.area.id, found?.withSupport], ["NO3", true]);
  assert.equal(areaOf("NO3")?.withSupport, false);
});

Deno.test("AREAS: market days are those of CET where the local day is another", () => {
  for (const id of ["FI", "EE", "LV", "LT", "BG", "RO", "GR", "PT", "IE", "GB"]) {
    const { zone, marketZone } = areaOf(id)!.area;
    assert.deepEqual([marketZone, zone === marketZone], ["Europe/Brussels", false], id);
  }
  assert.equal(areaOf("TR")!.area.marketZone, "Europe/Istanbul");
});
