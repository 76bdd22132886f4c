import assert from "node:assert/strict";
import { parseIdent, unhex } from "#codec/p1/ident.ts";

Deno.test("parseIdent() knows the makers of chapter 10 §7.5", () => {
  const idents = [
    ["ADN9 6534", "aidon", "ADN9", "6534"],
    ["KAM5", "kamstrup", "KAM5", ""],
    ["ISK9\\2M551T-200", "iskra", "ISK9", "\\2M551T-200"],
    ["ISk5\\2MT382-1000", "iskra", "ISk5", "\\2MT382-1000"],
    ["XMX5LGBBFG10", "landisgyr", "XMX5LG", "BBFG10"],
    ["LGF5E360", "landisgyr", "LGF5", "E360"],
    ["Ene5\\T211", "sagemcom", "Ene5", "\\T211"],
    ["EST5\\253740976_A", "sagemcom", "EST5", "\\253740976_A"],
    ["NES5:83335-3E", "unknown", "NES5", ":83335-3E"],
  ] as const;
  for (const [line, vendor, listId, model] of idents) {
    assert.deepEqual(parseIdent(line), { vendor, listId, model });
  }
});

Deno.test("unhex() decodes only what is certainly hex", () => {
  assert.equal(unhex("4D413330394D"), "MA309M");
  assert.equal(unhex("3330303537373735"), "30057775");
  assert.equal(unhex("4530303939"), "4530303939");
  assert.equal(unhex("96815390"), "96815390");
  assert.equal(unhex("6970631407262986"), "6970631407262986");
  assert.equal(unhex("4D4133303"), "4D4133303");
  assert.equal(unhex("KFM1"), "KFM1");
  assert.equal(unhex("0A0B0C"), "0A0B0C");
  assert.equal(unhex(""), "");
});
