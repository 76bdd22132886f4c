import assert from "node:assert/strict";
import { Draft } from "#codec/reading/draft.ts";
import { FIELD, SUM, TEXT } from "#codec/reading/fields.ts";

Deno.test("Draft keeps the first offer, and a set replaces it", () => {
  const draft = new Draft();
  draft.offer(FIELD.importW, 1);
  draft.offer(FIELD.importW, 2);
  assert.equal(draft.get(FIELD.importW), 1);
  draft.set(FIELD.importW, 3);
  assert.equal(draft.get(FIELD.importW), 3);
  assert.equal(draft.count, 1);
});

Deno.test("Draft takes the text of the best rank, and an empty one only for want of another", () => {
  const draft = new Draft();
  assert.equal(draft.hasText(TEXT.meterId), false);
  draft.offerText(TEXT.meterId, "");
  assert.equal(draft.hasText(TEXT.meterId), true);
  draft.offerText(TEXT.meterId, "third", 2);
  draft.offerText(TEXT.meterId, "first", 0);
  draft.offerText(TEXT.meterId, "second", 1);
  draft.offerText(TEXT.meterId, "");
  assert.equal(draft.text(TEXT.meterId), "first");
});

Deno.test("Draft.clear() leaves nothing behind", () => {
  const draft = new Draft();
  draft.set(FIELD.l3A, 1);
  draft.add(SUM.importWhTariffs, 5);
  draft.add(SUM.importWhTariffs, 6);
  assert.equal(draft.sum(SUM.importWhTariffs), 11);
  draft.offerText(TEXT.listId, "A");
  draft.vendor = "aidon";
  draft.meterTimeMs = 1;
  draft.l2Voltage = "computed";
  draft.systemTitle = "SAGY0000";
  draft.titleId = "SAGY0000";
  draft.clear();
  draft.add(SUM.exportWhTariffs, 1);
  assert.deepEqual(
    [draft.count, draft.has(FIELD.l3A), draft.get(FIELD.l3A), draft.text(TEXT.listId)],
    [0, false, 0, ""],
  );
  assert.ok(Number.isNaN(draft.sum(SUM.importWhTariffs)));
  assert.deepEqual([draft.vendor, draft.meterTimeMs], ["unknown", NaN]);
  assert.deepEqual([draft.l2Voltage, draft.systemTitle, draft.titleId], ["bySettings", "", ""]);
});
