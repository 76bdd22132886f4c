import assert from "node:assert/strict";
import { nameVendor } from "#codec/meters/parts/vendor.ts";
import { Draft } from "#codec/reading/draft.ts";
import { TEXT } from "#codec/reading/fields.ts";

function named({ title = "", name = "", id = "" }): [string, string, string] {
  const draft = new Draft();
  draft.systemTitle = title;
  if (name !== "") draft.offerText(TEXT.deviceName, name);
  if (id !== "") draft.offerText(TEXT.meterId, id);
  nameVendor(draft);
  return [draft.vendor, draft.text(TEXT.meterId), draft.titleId];
}

Deno.test("nameVendor() believes the name of the device before the title", () => {
  assert.deepEqual(named({ name: "KFM1200200182517", title: "SAGY1234" }), ["kaifa", "", ""]);
  assert.deepEqual(named({ name: "EGD012345" }), ["unknown", "", ""]);
});

Deno.test("nameVendor() knows makers by the title", () => {
  const vendors = ["SAGY", "KFM\0", "ISKf", "KAME", "LGZg"].map((title) =>
    named({ title, id: "7" })
  );
  assert.deepEqual(vendors, [
    ["sagemcom", "7", ""],
    ["kaifa", "7", ""],
    ["iskra", "7", ""],
    ["kamstrup", "7", ""],
    ["landisgyr", "7", ""],
  ]);
});

Deno.test("nameVendor() takes the printable part of a known title for want of an id", () => {
  assert.deepEqual(named({ title: "SAGY\x00\x0142" }), ["sagemcom", "", "SAGY  42"]);
  assert.deepEqual(named({ title: "MMM\0\0\xbca\x4e" }), ["unknown", "", ""]);
  assert.deepEqual(named({}), ["unknown", "", ""]);
});
