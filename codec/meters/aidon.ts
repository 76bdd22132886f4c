/**
 * Aidon 6515–6550 in Norway (`AIDON_V0001`; chapter 10 §8.5): an array of code, value and scaler.
 * List 1 holds power alone and no list id, so `generic.ts` reads it. The clock claims a deviation
 * of 0 but shows winter time all year. Swedish Aidon meters send no list id and are generic, too.
 */
import { tagged } from "./parts/tagged.ts";
import { asSent } from "./parts/values.ts";

export const aidon = tagged({
  id: "aidon",
  vendor: "aidon",
  listId: "AIDON",
  clock: "standardAlways",
  scale: asSent,
});
