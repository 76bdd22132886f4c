/**
 * OMIE: Spain and Portugal in euro, one text file for each day (chapter 21 §11a).
 *
 * ```text
 * MARGINALPDBC;
 * 2026;01;14;1;46.33;48.71;     year, month, day, period from Madrid's midnight, Portugal, Spain
 * *
 * ```
 */
import { Fault } from "#model/fault.ts";
import { bad, good } from "#model/outcome.ts";
import { PER_MWH, scaled } from "../json.ts";
import { dateParts } from "../parts.ts";
import { periodRows } from "../periods.ts";
import type { PriceProvider } from "../provider.ts";
import { baseOf, requestOf } from "../request.ts";

const COLUMNS: Readonly<Record<string, number>> = { PT: 4, ES: 5 };

export const omie: PriceProvider = {
  id: "omie",
  name: "OMIE",
  attribution: "OMIE",
  access: "open",
  codes: { ES: "ES", PT: "PT" },
  baseUrl: "https://www.omie.es",
  unpublished: [404],
  request(wish) {
    return requestOf(baseOf(wish, this), {
      path: "/es/file-download",
      query: {
        parents: "marginalpdbc",
        filename: `marginalpdbc_${dateParts(wish).join("")}.1`,
      },
    });
  },
  format: "text",
  read(text, wish) {
    // Before the auction a page comes in place of the file.
    if (/^\s*</.test(text)) return bad(new Fault("price-unpublished", { what: wish.day.date }));
    if (!/^\s*MARGINALPDBC;/.test(text) || !/^\*\s*$/m.test(text)) {
      const expected = "a file from MARGINALPDBC to *";
      return bad(new Fault("price-reply", { expected, found: text.slice(0, 40).trim() }));
    }
    const periods = text.split("\n").map((line) => line.trim().split(";"))
      .filter(([year, month, day]) => `${year}-${month}-${day}` === wish.day.date)
      .map((cells) => ({
        period: Number(cells[3] || NaN),
        micro: scaled(cells[COLUMNS[wish.area.id] ?? 0] ?? null, PER_MWH),
      }));
    return good({ rows: periodRows(periods, wish), currency: "EUR" });
  },
};
