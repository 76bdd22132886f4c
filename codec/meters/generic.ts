/**
 * Any list with codes that no other layout claims (chapter 10 §8.3, §8.5): Aidon list 1 and Swedish
 * Aidon meters, Sagemcom T210-D and Kaifa MA309 in Austria. Some of these put a clock without a
 * code in front and the meter id without a code at the end.
 */
import { OCTETS, STRUCTURE } from "../dlms/axdr.ts";
import { TEXT } from "../reading/fields.ts";
import { asSent, type Layout } from "./parts/layout.ts";
import { holdsCode, isClock, readTagged } from "./parts/tagged.ts";

const KAIFA_DEVICE = "KFM";

export const generic: Layout = {
  id: "generic",
  vendor: "unknown",
  clock: "zone",
  recognises: holdsCode,
  read(items, into) {
    const { draft, clocks } = into;
    const last = items.count - 1;
    if (items.types[0] === STRUCTURE && items.types[1] === OCTETS && isClock(items, 1)) {
      draft.meterTimeMs = clocks.instantMs(items.bytes, items.starts[1]!, "zone");
      if (items.types[last] === OCTETS && !items.isCode(last - 1)) {
        draft.offerText(TEXT.meterId, items.text(last));
      }
    }
    readTagged(items, into, { clock: "zone", scale: asSent });
    if (draft.text(TEXT.deviceName).startsWith(KAIFA_DEVICE)) draft.vendor = "kaifa";
  },
};
