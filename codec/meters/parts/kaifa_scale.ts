/** The units of Kaifa lists without scalers (chapter 10 §8.4): W, Wh, mA and 0.1 V. */
import type { Quantity } from "../../reading/fields.ts";

export function kaifaScale(quantity: Quantity, raw: number): number {
  if (quantity === "voltage") return raw / 10;
  return quantity === "current" ? raw / 1000 : raw;
}
