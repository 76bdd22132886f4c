/**
 * Public holidays of the countries whose tariffs know them, computed (chapter 20 §12.7). Only days
 * that are holidays in the whole country.
 */

const DAY_MS = 86_400_000;

/** A day of the month, days from Easter Sunday, or a weekday counted from a day of the month. */
type Rule =
  | { readonly day: readonly [month: number, day: number] }
  | { readonly easter: number }
  /** The first such weekday (1 = Monday) on or behind the day of the month. */
  | { readonly weekday: number; readonly from: readonly [month: number, day: number] };

const day = (month: number, dayOfMonth: number): Rule => ({ day: [month, dayOfMonth] });
const easter = (days: number): Rule => ({ easter: days });

const GOOD_FRIDAY = easter(-2);
const EASTER_DAYS = [easter(0), easter(1)];
const ASCENSION = easter(39);
const WHITSUN = [easter(49), easter(50)];
const NEW_YEAR = day(1, 1);
const LABOUR = day(5, 1);
const CHRISTMAS = [day(12, 25), day(12, 26)];

const RULES: Readonly<Record<string, readonly Rule[]>> = {
  AT: [
    NEW_YEAR,
    day(1, 6),
    easter(1),
    LABOUR,
    ASCENSION,
    easter(50),
    easter(60),
    day(8, 15),
    day(10, 26),
    day(11, 1),
    day(12, 8),
    ...CHRISTMAS,
  ],
  BE: [
    NEW_YEAR,
    ...EASTER_DAYS,
    LABOUR,
    ASCENSION,
    ...WHITSUN,
    day(7, 21),
    day(8, 15),
    day(11, 1),
    day(11, 11),
    day(12, 25),
  ],
  DE: [NEW_YEAR, GOOD_FRIDAY, easter(1), LABOUR, ASCENSION, easter(50), day(10, 3), ...CHRISTMAS],
  DK: [NEW_YEAR, easter(-3), GOOD_FRIDAY, ...EASTER_DAYS, ASCENSION, ...WHITSUN, ...CHRISTMAS],
  FI: [
    NEW_YEAR,
    day(1, 6),
    GOOD_FRIDAY,
    ...EASTER_DAYS,
    LABOUR,
    ASCENSION,
    easter(49),
    { weekday: 6, from: [6, 20] },
    { weekday: 6, from: [10, 31] },
    day(12, 6),
    ...CHRISTMAS,
  ],
  NL: [NEW_YEAR, ...EASTER_DAYS, day(4, 27), ASCENSION, ...WHITSUN, ...CHRISTMAS],
  NO: [
    NEW_YEAR,
    easter(-3),
    GOOD_FRIDAY,
    ...EASTER_DAYS,
    LABOUR,
    day(5, 17),
    ASCENSION,
    ...WHITSUN,
    ...CHRISTMAS,
  ],
  SE: [
    NEW_YEAR,
    day(1, 6),
    GOOD_FRIDAY,
    ...EASTER_DAYS,
    LABOUR,
    ASCENSION,
    easter(49),
    day(6, 6),
    { weekday: 6, from: [6, 20] },
    { weekday: 6, from: [10, 31] },
    ...CHRISTMAS,
  ],
  SI: [
    NEW_YEAR,
    day(1, 2),
    day(2, 8),
    ...EASTER_DAYS,
    day(4, 27),
    LABOUR,
    day(5, 2),
    easter(49),
    day(6, 25),
    day(8, 15),
    day(10, 31),
    day(11, 1),
    ...CHRISTMAS,
  ],
};

/** Countries whose holidays are known, ISO 3166. */
export const HOLIDAY_COUNTRIES: readonly string[] = Object.keys(RULES);

/**
 * The holidays of a year as days since 1970 (of the calendar, not of an instant). Empty for a
 * country that is not known.
 */
export function holidaysOf(country: string, year: number): ReadonlySet<number> {
  return new Set((RULES[country] ?? []).map((rule) => dayNumberOf(rule, year)));
}

/** The calendar day as a number, days since 1970-01-01. */
export function dayNumber(year: number, month: number, dayOfMonth: number): number {
  return Date.UTC(year, month - 1, dayOfMonth) / DAY_MS;
}

/** ISO weekday of a day number, 1 = Monday. */
export function weekdayOf(dayNumber: number): number {
  return ((dayNumber + 3) % 7 + 7) % 7 + 1;
}

function dayNumberOf(rule: Rule, year: number): number {
  if ("day" in rule) return dayNumber(year, ...rule.day);
  if ("easter" in rule) return easterSunday(year) + rule.easter;
  const from = dayNumber(year, ...rule.from);
  return from + (rule.weekday - weekdayOf(from) + 7) % 7;
}

/** Easter Sunday of the Gregorian calendar, as a day number (Meeus, Jones and Butcher). */
export function easterSunday(year: number): number {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const yearOfCentury = year % 100;
  const moonShift = Math.floor((8 * century + 13) / 25);
  const epact = (19 * golden + century - Math.floor(century / 4) - moonShift + 15) % 30;
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(yearOfCentury / 4) - epact -
    yearOfCentury % 4) % 7;
  const correction = Math.floor((golden + 11 * epact + 22 * weekday) / 451);
  const sum = epact + weekday - 7 * correction + 114;
  return dayNumber(year, Math.floor(sum / 31), sum % 31 + 1);
}
