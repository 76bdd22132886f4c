/**
 * The file to copy for a new price provider. Say in this place whose prices these are, in what unit
 * and what is odd about them. Then: give it an id, say which areas it serves, write the request and
 * the reader, list it in `mod.ts`, and prove it with a twin in `tests/support/price_twins.ts` that
 * is asked for days of 92, 96 and 100 quarters. Rows may come in any order and be of any days:
 * sorting, cutting to the day, bounds and missing rows are the business of `series.ts`.
 */
import { instantOf, listAt, PER_MWH, scaled, valueAt } from "../json.ts";
import { euroRows, sameCodes } from "../parts.ts";
import type { PriceProvider } from "../provider.ts";
import { baseOf, requestOf } from "../request.ts";

export const blueprint: PriceProvider = {
  id: "blueprint",
  name: "What people call it",
  attribution: "What its licence asks to be shown",
  access: "open",
  codes: sameCodes("NO1"),
  baseUrl: "https://prices.example",
  unpublished: [404],
  request(wish) {
    return requestOf(baseOf(wish, this), { path: `/${wish.area.id}/${wish.day.date}.json` });
  },
  format: "json",
  read: (json) =>
    euroRows(listAt(json, "prices"), (entry) => ({
      fromMs: instantOf(valueAt(entry, "start")),
      toMs: instantOf(valueAt(entry, "end")),
      micro: scaled(valueAt(entry, "price"), PER_MWH),
    })),
};
