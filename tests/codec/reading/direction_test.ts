import assert from "node:assert/strict";
import { offerNet, splitNet } from "#codec/reading/direction.ts";
import { Draft } from "#codec/reading/draft.ts";
import { FIELD } from "#codec/reading/fields.ts";

const { importW, exportW, l2ImportW, l2ExportW } = FIELD;
const valuesOf = (draft: Draft, fields: readonly number[]) =>
  fields.map((field) => draft.has(field) ? draft.get(field) : null);

Deno.test("offerNet() gives both directions of net powers and refuses other codes", () => {
  const draft = new Draft();
  assert.equal(offerNet(draft, 0x10_07_00, -250), true);
  assert.equal(offerNet(draft, 0x38_07_00, 40), true);
  assert.equal(offerNet(draft, 0x01_07_00, 1), false);
  assert.deepEqual(valuesOf(draft, [importW, exportW, l2ImportW, l2ExportW]), [0, 250, 40, 0]);
});

Deno.test("splitNet() splits what is below 0, and all of a meter of net powers", () => {
  const draft = new Draft();
  draft.set(importW, -7);
  draft.set(l2ImportW, 5);
  splitNet(draft, { isNet: false });
  assert.deepEqual(valuesOf(draft, [importW, exportW, l2ImportW, l2ExportW]), [0, 7, 5, null]);
  splitNet(draft, { isNet: true });
  assert.deepEqual(valuesOf(draft, [l2ImportW, l2ExportW]), [5, 0]);
});

Deno.test("splitNet() leaves both alone where both were sent", () => {
  const draft = new Draft();
  draft.set(importW, 100);
  draft.set(exportW, 30);
  splitNet(draft, { isNet: true });
  assert.deepEqual(valuesOf(draft, [importW, exportW]), [100, 30]);
});

Deno.test("a net power of 0 is 0 both ways, without a sign", () => {
  const draft = new Draft();
  offerNet(draft, 0x10_07_00, 0);
  assert.ok(Object.is(draft.get(exportW), 0));
});
