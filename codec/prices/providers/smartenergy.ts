/**
 * smartENERGY: Austria in cent with 20 % VAT, most likely hours on a grid of quarters (chapter 21
 * §8b). VAT is taken off and the prices are marked as gross and, as quarters, as derived.
 */
import { Fault } from "#model/fault.ts";
import type { PriceMark } from "#model/price.ts";
import { bad, good } from "#model/outcome.ts";
import { instantOf, listAt, numberOf, PER_KWH, scaled, textAt, valueAt } from "../json.ts";
import type { PriceProvider } from "../provider.ts";
import { baseOf, requestOf } from "../request.ts";

const VAT_FACTOR = 1.2;
const MINUTE_MS = 60_000;

export const smartenergy: PriceProvider = {
  id: "smartenergy",
  name: "smartENERGY",
  attribution: "smartENERGY",
  access: "open",
  codes: { AT: "AT" },
  isRolling: true,
  baseUrl: "https://apis.smartenergy.at",
  request(wish) {
    return requestOf(baseOf(wish, this), { path: "/market/v1/price" });
  },
  format: "json",
  read(json) {
    const list = listAt(json, "data");
    if (!list.ok) return list;
    const unit = textAt(json, "unit");
    if (unit.toLowerCase() !== "ct/kwh") {
      return bad(new Fault("price-reply", { expected: "ct/kWh", found: unit || "no unit" }));
    }
    const lengthMin = numberOf(valueAt(json, "interval")) ?? NaN;
    const rows = list.value.map((entry) => {
      const fromMs = instantOf(valueAt(entry, "date"));
      const micro = scaled(valueAt(entry, "value"), PER_KWH / 100 / VAT_FACTOR);
      return { fromMs, toMs: fromMs + lengthMin * MINUTE_MS, micro };
    });
    const marks: PriceMark[] = lengthMin === 15 ? ["gross", "derived"] : ["gross"];
    return good({ rows, currency: "EUR", marks });
  },
};
