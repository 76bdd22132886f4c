/** A price that the user knows: one for import, and one for export if that differs. */
import { Fault } from "#model/fault.ts";
import { bad, good } from "#model/outcome.ts";
import { pointCount } from "#model/price.ts";
import type { PriceProvider, PriceRow, PriceWish } from "../provider.ts";

const MINUTE_MS = 60_000;

export const fixed: PriceProvider = {
  id: "fixed",
  name: "Fixed price",
  attribution: "",
  access: "named",
  codes: null,
  format: "none",
  prices(wish) {
    const prices = wish.settings.fixed;
    if (prices === undefined) {
      return bad(new Fault("price-settings", { field: "price.fixed", what: "price.fixed" }));
    }
    const { importMicroPerKwh, exportMicroPerKwh } = prices;
    return good({
      rows: rowsOf(wish, importMicroPerKwh),
      currency: wish.currency,
      ...(exportMicroPerKwh === null ? {} : { exportRows: rowsOf(wish, exportMicroPerKwh) }),
    });
  },
};

function rowsOf({ day, resolutionMin }: PriceWish, micro: number): PriceRow[] {
  const lengthMs = resolutionMin * MINUTE_MS;
  return Array.from({ length: pointCount(day, resolutionMin) }, (_, at) => {
    const fromMs = day.fromMs + at * lengthMs;
    return { fromMs, toMs: fromMs + lengthMs, micro };
  });
}
