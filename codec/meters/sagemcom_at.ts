/**
 * Sagemcom T210-D and Kaifa MA309 in Austria (Netz NÖ, EVN, TINETZ; chapter 10 §8.5), every five
 * seconds: a clock without a code in front, codes with values and scalers, and the meter id without
 * a code at the end. Landis+Gyr E450 in Austria begins alike and sends neither scalers nor id.
 */
import { OCTETS, STRUCTURE } from "../dlms/axdr.ts";
import { TEXT } from "../reading/fields.ts";
import type { Layout } from "./parts/layout.ts";
import { readTagged } from "./parts/tagged.ts";
import { asSent, mayBeClock } from "./parts/values.ts";
import { nameVendor } from "./parts/vendor.ts";

export const sagemcomAt: Layout = {
  id: "sagemcom-at",
  vendor: "unknown",
  clock: "zone",
  container: "structure",
  recognises: (items) =>
    items.types[0] === STRUCTURE && items.count > 2 && items.isCode(2) && mayBeClock(items, 1),
  read(items, into) {
    const { draft, clocks } = into;
    const last = items.count - 1;
    draft.meterTimeMs = clocks.instantMs(items.bytes, items.starts[1]!, "zone");
    if (items.types[last] === OCTETS && !items.isCode(last) && !items.isCode(last - 1)) {
      draft.offerText(TEXT.meterId, items.text(last));
    }
    readTagged(items, into, { clock: "zone", scale: asSent });
    nameVendor(draft);
  },
};
