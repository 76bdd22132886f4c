/**
 * Landis+Gyr E450 and E570 in Switzerland, Austria and Cyprus (chapter 10 §8.7, "LNG"): an array of
 * descriptors, as many as the structure has elements, and the values behind it.
 */
import { ARRAY, STRUCTURE } from "../dlms/axdr.ts";
import type { Draft } from "../reading/draft.ts";
import { FIELD } from "../reading/fields.ts";
import { isDescriptor, readDescribed } from "./parts/described.ts";
import type { Layout } from "./parts/layout.ts";

const { importW, exportW } = FIELD;

export const lng: Layout = {
  id: "lng",
  vendor: "landisgyr",
  clock: "zone",
  container: "structure",
  recognises: (items) =>
    items.types[0] === STRUCTURE && items.types[1] === ARRAY &&
    items.lengths[1] === items.lengths[0] && isDescriptor(items, 2),
  read(items, into) {
    into.draft.l2Voltage = "asSent";
    readDescribed(items, into);
    into.currentScale.settle(into.draft);
    takeNet(into.draft);
  },
};

/** These meters add up both directions over the phases; what flows is the difference. */
function takeNet(draft: Draft): void {
  if (!draft.has(importW) || !draft.has(exportW)) return;
  const net = draft.get(importW) - draft.get(exportW);
  draft.set(importW, Math.max(0, net));
  draft.set(exportW, Math.max(0, -net));
}
