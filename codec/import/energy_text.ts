/** Energy as files write it, to whole Wh. */

/**
 * A number with a decimal point or comma, with blanks or the other sign between thousands; `null`
 * when it is none. A lone comma or point in front of exactly three digits is a decimal sign all
 * the same: files of energy have decimals, and hardly ever thousands.
 */
export function numberOf(text: string): number | null {
  const plain = text.replace(/[\s\u00A0\u202F']/g, "");
  const lastComma = plain.lastIndexOf(",");
  const lastPoint = plain.lastIndexOf(".");
  const decimal = lastComma > lastPoint ? "," : ".";
  const other = decimal === "," ? "." : ",";
  const normal = plain.replaceAll(other, "").replace(decimal, ".");
  const value = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(normal) ? Number(normal) : NaN;
  return Number.isFinite(value) ? value : null;
}

/** What a unit's name multiplies to Wh; `null` for a unit of something else. */
export function whPerUnit(unit: string): number | null {
  switch (unit.trim().toLowerCase()) {
    case "wh":
      return 1;
    case "kwh":
      return 1_000;
    case "mwh":
      return 1_000_000;
    default:
      return null;
  }
}
