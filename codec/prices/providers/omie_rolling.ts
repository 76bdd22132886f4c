/**
 * The other file of OMIE, of the last days (chapter 21 §11b): Spain in front of Portugal, decimal
 * commas, titles above, windows-1252. Asked when the file of the day is not there.
 */
import { Fault } from "#model/fault.ts";
import { bad, good } from "#model/outcome.ts";
import { numberOf } from "../../import/energy_text.ts";
import { PER_MWH } from "../json.ts";
import { dateParts } from "../parts.ts";
import { periodRows } from "../periods.ts";
import type { PriceProvider } from "../provider.ts";
import { baseOf, requestOf } from "../request.ts";

const COLUMNS: Readonly<Record<string, number>> = { ES: 2, PT: 3 };

export const omieRolling: PriceProvider = {
  id: "omie-rolling",
  name: "OMIE (last days)",
  attribution: "OMIE",
  access: "open",
  codes: { ES: "ES", PT: "PT" },
  baseUrl: "https://www.omie.es",
  unpublished: [404],
  request(wish) {
    const path = "/sites/default/files/dados/NUEVA_SECCION/INT_PBC_EV_H_ACUM.TXT";
    return requestOf(baseOf(wish, this), { path });
  },
  format: "text",
  read(text, wish) {
    const date = [...dateParts(wish)].reverse().join("/");
    const rows = text.split("\n").map((line) => line.trim().split(";"))
      .filter(([day = ""]) => /^\d{2}\/\d{2}\/\d{4}$/.test(day));
    if (rows.length === 0) {
      const found = text.slice(0, 40).trim();
      return bad(new Fault("price-reply", { expected: "rows of days and periods", found }));
    }
    const periods = rows.filter(([day]) => day === date).map((cells) => {
      const price = priceOf(cells, COLUMNS[wish.area.id] ?? 0);
      return { period: Number(cells[1] || NaN), micro: price === null ? null : price * PER_MWH };
    });
    return good({ rows: periodRows(periods, wish), currency: "EUR" });
  },
};

/** A cell that nothing follows may be cut off. */
function priceOf(cells: readonly string[], column: number): number | null {
  if (column + 1 >= cells.length) return NaN;
  const cell = cells[column] ?? "";
  return cell === "" ? null : numberOf(cell) ?? NaN;
}
