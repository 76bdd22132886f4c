/**
 * SMARD of Bundesnetzagentur: central Europe in euro, files of weeks that begin on Monday (chapter
 * 21 §8c). An index names the weeks; the future is padded with `null`.
 */
import { Fault } from "#model/fault.ts";
import { bad, type Outcome } from "#model/outcome.ts";
import { epochOf, listAt, PER_MWH, scaled, valueAt } from "../json.ts";
import { euroRows, wantsQuarters } from "../parts.ts";
import type { Found, HttpProvider, PriceWish } from "../provider.ts";
import { baseOf, requestOf } from "../request.ts";

export const smard: HttpProvider = {
  id: "smard",
  name: "SMARD",
  attribution: "Bundesnetzagentur | SMARD.de (CC BY 4.0)",
  access: "open",
  codes: {
    "DE-LU": "4169",
    "AT": "4170",
    "BE": "4996",
    "NO2": "4997",
    "DK1": "252",
    "DK2": "253",
    "FR": "254",
    "IT-North": "255",
    "NL": "256",
    "PL": "257",
    "CH": "259",
    "SI": "260",
    "CZ": "261",
    "HU": "262",
  },
  baseUrl: "https://www.smard.de/app/chart_data",
  unpublished: [404],
  request: (wish) => fileOf(wish, (_filter, length) => `index_${length}.json`),
  format: "json",
  read(json, wish) {
    if (valueAt(json, "series") === null) return weekOf(json, wish);
    return euroRows(listAt(json, "series"), (entry) => ({
      fromMs: epochOf(valueAt(entry, 0), 1),
      toMs: null,
      micro: scaled(valueAt(entry, 1), PER_MWH),
    }));
  },
};

/** The file of the week that holds the day: days of the market never cross weeks. */
function weekOf(json: unknown, wish: PriceWish): Outcome<Found> {
  const weeks = listAt(json, "timestamps");
  if (!weeks.ok) return weeks;
  const weekMs = weeks.value.map((week) => epochOf(week, 1))
    .filter((week) => week <= wish.day.fromMs)
    .reduce((newest, week) => Math.max(newest, week), -Infinity);
  if (!Number.isSafeInteger(weekMs)) {
    return bad(new Fault("price-unpublished", { what: `no week of ${wish.day.date}` }));
  }
  const request = fileOf(
    wish,
    (filter, length) => `${filter}_${wish.area.id}_${length}_${weekMs}.json`,
  );
  return request.ok ? { ok: true, value: { next: request.value } } : request;
}

function fileOf(wish: PriceWish, nameOf: (filter: string, length: string) => string) {
  const filter = smard.codes?.[wish.area.id] ?? "";
  const length = wantsQuarters(wish) ? "quarterhour" : "hour";
  const path = `/${filter}/${wish.area.id}/${nameOf(filter, length)}`;
  return requestOf(baseOf(wish, smard), { path });
}
