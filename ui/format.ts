/**
 * Numbers and times as people read them (design §8): the unit follows the size, the minus is a
 * true minus, a narrow no-break space stands before units, and unknown is an en dash, never zero.
 */

/** A number and its unit apart, so that the unit can be set smaller. */
export type Figure = { readonly number: string; readonly unit: string };

export type PowerUnit = "W" | "kW";

/** Stands in place of a number that nobody knows. */
export const UNKNOWN = "–";
/** U+202F, before units. */
export const NARROW_SPACE = "\u202f";

const KILOWATT_W = 1000;
/** From kW back to W only 5 % below the switch, so that the unit does not flicker. */
const KILOWATT_W_BACK = 950;

const formats = new Map<string, Intl.NumberFormat>();

/** A number with exactly so many decimals, grouped as the language does. */
export function decimal(value: number, digits: number, locale: string): string {
  const key = `${locale} ${digits}`;
  let format = formats.get(key);
  if (format === undefined) {
    format = new Intl.NumberFormat(locale, {
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    });
    formats.set(key, format);
  }
  const text = format.format(value);
  const isZero = !/[1-9]/.test(text);
  return isZero ? text.replace("-", "") : text.replace("-", "\u2212");
}

/** The unit a power is shown in, given the unit it was shown in before. */
export function powerUnit(powerW: number, before: PowerUnit): PowerUnit {
  const sizeW = Math.round(Math.abs(powerW));
  if (before === "kW") return sizeW < KILOWATT_W_BACK ? "W" : "kW";
  return sizeW >= KILOWATT_W ? "kW" : "W";
}

/** Power: whole watts, or kW with two decimals, one from 10 kW, none from 100 kW. */
export function powerFigure(
  powerW: number | null | undefined,
  { unit, locale }: { unit?: PowerUnit; locale: string },
): Figure {
  if (powerW === null || powerW === undefined) return { number: UNKNOWN, unit: unit ?? "W" };
  const shown = unit ?? powerUnit(powerW, "W");
  if (shown === "W") return { number: decimal(powerW, 0, locale), unit: "W" };
  const kilowatts = powerW / KILOWATT_W;
  return { number: decimal(kilowatts, kilowattDigits(kilowatts), locale), unit: "kW" };
}

function kilowattDigits(kilowatts: number): number {
  const size = Math.abs(kilowatts);
  if (size >= 99.95) return 0;
  return size >= 9.995 ? 1 : 2;
}

/** Energy in kWh: two decimals up to 100, one up to 1000, then none. */
export function energyFigure(energyWh: number | null | undefined, locale: string): Figure {
  if (energyWh === null || energyWh === undefined) return { number: UNKNOWN, unit: "kWh" };
  const kilowattHours = energyWh / 1000;
  const size = Math.abs(kilowattHours);
  const digits = size >= 999.95 ? 0 : size >= 99.995 ? 1 : 2;
  return { number: decimal(kilowattHours, digits, locale), unit: "kWh" };
}

/** A register as the meter gives it: two decimals, three when the meter counts single Wh. */
export function registerFigure(registerWh: number, unit: string, locale: string): Figure {
  const digits = Math.round(registerWh) % 10 === 0 ? 2 : 3;
  return { number: decimal(registerWh / 1000, digits, locale), unit };
}

/** Figure and unit as one text. */
export function written({ number, unit }: Figure): string {
  return `${number}${NARROW_SPACE}${unit}`;
}

/** An age or a length of time in its largest unit or units. */
export function duration(lengthMs: number, unitCount: 1 | 2 = 2): string {
  const seconds = Math.max(0, Math.round(lengthMs / 1000));
  const parts: [number, string][] = [
    [Math.floor(seconds / 86_400), "d"],
    [Math.floor(seconds / 3600) % 24, "h"],
    [Math.floor(seconds / 60) % 60, "min"],
    [seconds % 60, "s"],
  ];
  const first = parts.findIndex(([count]) => count > 0);
  if (first < 0) return `0${NARROW_SPACE}s`;
  return parts.slice(first, first + unitCount)
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count}${NARROW_SPACE}${unit}`)
    .join(" ");
}
