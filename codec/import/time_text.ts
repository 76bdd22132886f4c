/**
 * Times as portals write them: ISO with or without an offset, days first with dots, dashes or
 * slashes, date and time in one cell or two.
 */
import { wallAsUtcMs, type WallClock } from "#model/zone.ts";

/** A time that names its instant, or a wall clock whose zone the reader must know. */
export type TimeText =
  | { readonly kind: "instant"; readonly atMs: number }
  /** The wall clock as if it were UTC, ms. */
  | { readonly kind: "local"; readonly wallMs: number };

const ISO_DATE = String.raw`(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})`;
const DAY_FIRST_DATE = String.raw`(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})`;
const CLOCK = String.raw`(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:\.\d+)?)?`;
const OFFSET = String.raw`(Z|[+-]\d{2}:?\d{2})`;
const ISO = new RegExp(`^${ISO_DATE}(?:[T ]+${CLOCK})?\\s*${OFFSET}?$`, "i");
const DAY_FIRST = new RegExp(`^${DAY_FIRST_DATE}(?:[T ,]+(?:kl\\.? ?)?${CLOCK})?$`, "i");

const MINUTE_MS = 60_000;

/** Reads a time; `null` when it is none. `24:00` is the start of the next day. */
export function timeOf(text: string): TimeText | null {
  const iso = ISO.exec(text.trim());
  if (iso !== null) {
    const [, year, month, day, hour, minute, second, offset] = iso;
    const wallMs = wallMsOf([year, month, day, hour, minute, second]);
    if (wallMs === null) return null;
    if (offset === undefined) return { kind: "local", wallMs };
    return { kind: "instant", atMs: wallMs - offsetMsOf(offset) };
  }
  const dayFirst = DAY_FIRST.exec(text.trim());
  if (dayFirst === null) return null;
  const [, day, month, year, hour, minute, second] = dayFirst;
  const wallMs = wallMsOf([year, month, day, hour, minute, second]);
  return wallMs === null ? null : { kind: "local", wallMs };
}

function wallMsOf(fields: readonly (string | undefined)[]): number | null {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = fields.map((field) =>
    Number(field ?? 0)
  );
  const wall: WallClock = { year, month, day, hour, minute, second };
  const isTime = hour < 24 || (hour === 24 && minute === 0 && second === 0);
  if (!isTime || minute > 59 || second > 59) return null;
  const midnight = new Date(wallAsUtcMs({ ...wall, hour: 0, minute: 0, second: 0 }));
  // A 31st of February would run over into March.
  const isDay = midnight.getUTCMonth() === month - 1 && midnight.getUTCDate() === day;
  return isDay ? wallAsUtcMs(wall) : null;
}

function offsetMsOf(offset: string): number {
  if (offset.toUpperCase() === "Z") return 0;
  const sign = offset.startsWith("-") ? -1 : 1;
  const digits = offset.replace(/[^\d]/g, "");
  return sign * (Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2))) * MINUTE_MS;
}
