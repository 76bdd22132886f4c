/** P1 telegrams (DSMR 5.0 §6): text lines between an identification and a checksum. */
import type { WallClock } from "#model/zone.ts";
import { type Bytes, joinBytes, latin1Bytes } from "./bytes.ts";
import { crc16Arc } from "./crc16.ts";

/**
 * A whole telegram.
 *
 * @param identification What follows the `/`, for example `XMX5LGBBFG10`.
 * @param lines Object lines without line ends.
 */
export function p1Telegram(identification: string, lines: readonly string[]): Bytes {
  const text = upToEndMark(identification, lines);
  const crc = crc16Arc(text).toString(16).toUpperCase().padStart(4, "0");
  return joinBytes([text, latin1Bytes(`${crc}\r\n`)]);
}

/** A whole telegram without a checksum, as before DSMR 4. */
export function p1TelegramUnchecked(identification: string, lines: readonly string[]): Bytes {
  return joinBytes([upToEndMark(identification, lines), latin1Bytes("\r\n")]);
}

function upToEndMark(identification: string, lines: readonly string[]): Bytes {
  return latin1Bytes(`/${identification}\r\n\r\n${lines.map((l) => `${l}\r\n`).join("")}!`);
}

/**
 * A number as P1 writes it: `000123.456*kWh`.
 *
 * @param figures The value without its decimal point: 123456 for `123.456`.
 */
export function p1Number(figures: number, { digits, decimals, unit }: P1Form): string {
  const text = String(figures).padStart(digits + decimals, "0");
  const whole = text.slice(0, text.length - decimals);
  const written = decimals === 0 ? whole : `${whole}.${text.slice(-decimals)}`;
  return unit === "" ? written : `${written}*${unit}`;
}

/**
 * Digits before and behind the decimal point, and the unit's name on this kind of meter; empty for
 * what has none.
 */
export type P1Form = {
  readonly digits: number;
  readonly decimals: number;
  readonly unit: string;
};

/** `yyMMddHHmmss` and the flag of summer or winter time, which old meters leave out. */
export function p1Time(
  { year, month, day, hour, minute, second }: WallClock,
  flag: "S" | "W" | "",
) {
  return [year % 100, month, day, hour, minute, second]
    .map((field) => String(field).padStart(2, "0"))
    .join("") + flag;
}
