/**
 * Any list with codes that no other layout claims (chapter 10 §8.3, §8.5): Aidon list 1 and Swedish
 * Aidon meters, Kaifa MA309 in Vorarlberg, Iskraemeco in Austria.
 */
import type { Items } from "../dlms/axdr.ts";
import type { Draft } from "../reading/draft.ts";
import { QUANTITIES } from "../reading/fields.ts";
import { kaifaScale } from "./parts/kaifa_scale.ts";
import type { Layout } from "./parts/layout.ts";
import { holdsCode, readTagged } from "./parts/tagged.ts";
import { nameVendor } from "./parts/vendor.ts";
import { asSent, isScaler } from "./parts/values.ts";

export const generic: Layout = {
  id: "generic",
  vendor: "unknown",
  clock: "zone",
  container: "either",
  recognises: holdsCode,
  read(items, into) {
    const { draft } = into;
    readTagged(items, into, { clock: "zone", scale: asSent });
    nameVendor(draft);
    if (draft.vendor === "kaifa" && !holdsScaler(items)) rescale(draft);
  },
};

function holdsScaler(items: Items): boolean {
  for (let item = 1; item < items.count; item++) if (isScaler(items, item)) return true;
  return false;
}

/** Kaifa meters without scalers send fixed units (chapter 10 §8.4). */
function rescale(draft: Draft): void {
  for (let at = 0; at < draft.count; at++) {
    const field = draft.order[at]!;
    draft.set(field, kaifaScale(QUANTITIES[field]!, draft.get(field)));
  }
}
