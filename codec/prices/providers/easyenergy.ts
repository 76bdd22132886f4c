/**
 * easyEnergy: the Netherlands in euro (chapter 21 §9b). Its times are local without an offset: the
 * hour that autumn has twice is told apart by the order of the rows alone.
 */
import { Zone } from "#model/zone.ts";
import { LocalTimes } from "../../import/local_times.ts";
import { timeOf } from "../../import/time_text.ts";
import { listAt, PER_KWH, scaled, textAt, valueAt } from "../json.ts";
import { euroRows, wantsQuarters } from "../parts.ts";
import type { PriceProvider } from "../provider.ts";
import { baseOf, requestOf } from "../request.ts";

const DAY_MS = 86_400_000;

export const easyenergy: PriceProvider = {
  id: "easyenergy",
  name: "easyEnergy",
  attribution: "easyEnergy",
  access: "open",
  codes: { NL: "NL" },
  baseUrl: "https://price-graph.mijn.easyenergy.com",
  unpublished: [404],
  request(wish) {
    const { date } = wish.day;
    const nextDate = new Date(Date.parse(date) + DAY_MS).toISOString().slice(0, 10);
    return requestOf(baseOf(wish, this), {
      path: "/api/prices",
      query: {
        start: date,
        end: nextDate,
        type: "electricity",
        granularity: wantsQuarters(wish) ? "quarter" : "hour",
      },
    });
  },
  format: "json",
  read(json, wish) {
    const times = new LocalTimes(new Zone(wish.area.zone));
    return euroRows(listAt(json, "prices"), (entry) => {
      const time = timeOf(textAt(entry, "from"));
      const micro = scaled(valueAt(entry, "price"), PER_KWH);
      return { fromMs: time === null ? NaN : times.instantMs(time), toMs: null, micro };
    });
  },
};
