/** The 12-byte date-time of COSEM (Blue Book §4.1.6.1), see chapter 10 §9.1. */
import type { WallClock } from "#model/zone.ts";
import { type Bytes, joinBytes } from "./bytes.ts";

/** What a make of meter writes behind the wall clock. */
export type CosemTimeStyle = {
  /** FF = unspecified. */
  readonly hundredths: number;
  /** Minutes to add to the local time to get UTC; `null` = unspecified. */
  readonly deviationMin: number | null;
  /** Bit 7: daylight saving; FF = unspecified. */
  readonly status: number;
};

const UNSPECIFIED_DEVIATION = 0x8000;

/** Year, month, day, weekday (1 = Monday), hour, minute, second, then the style's four bytes. */
export function cosemTime(wall: WallClock, style: CosemTimeStyle): Bytes {
  const { year, month, day, hour, minute, second } = wall;
  const sundayIs0 = new Date(Date.UTC(year, month - 1, day)).getUTCDay();
  const deviation = (style.deviationMin ?? UNSPECIFIED_DEVIATION) & 0xffff;
  return joinBytes([
    [year >> 8, year & 0xff, month, day, sundayIs0 === 0 ? 7 : sundayIs0, hour, minute, second],
    [style.hundredths, deviation >> 8, deviation & 0xff, style.status],
  ]);
}
