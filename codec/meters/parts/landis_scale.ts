/**
 * The units of Landis+Gyr lists without scalers (chapter 10 §8.7): W, Wh, hundredths of an ampere,
 * and whole volts; newer lists send tenths. Meters that count whole amperes are found out by
 * `current_scale.ts`.
 */
import type { Quantity } from "../../reading/fields.ts";

/** No net has so many volts. */
const TENTHS_MIN = 1000;

export function landisScale(quantity: Quantity, raw: number): number {
  if (quantity === "voltage") return raw >= TENTHS_MIN ? raw / 10 : raw;
  return quantity === "current" ? raw / 100 : raw;
}
