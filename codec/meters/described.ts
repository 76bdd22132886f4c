/**
 * Lists that describe themselves in front, of meters other than Landis+Gyr's (chapter 10 §17): the
 * kind that Sagemcom XT211 in Czechia (EG.D) sends in front of its values.
 */
import { type Layout } from "./parts/layout.ts";
import { firstDescriptor, readDescribed } from "./parts/described.ts";
import { nameVendor } from "./parts/vendor.ts";

export const described: Layout = {
  id: "described",
  vendor: "unknown",
  clock: "zone",
  container: "either",
  recognises: (items) => firstDescriptor(items) >= 0,
  read(items, into) {
    readDescribed(items, into);
    nameVendor(into.draft);
  },
};
