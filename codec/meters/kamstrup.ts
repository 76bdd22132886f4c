/**
 * Kamstrup Omnipower (`Kamstrup_V0001`; chapter 10 §8.5): code and value pairs behind the list id,
 * no scalers but a fixed table. Absent phases are null pairs. The clock shows winter time all year.
 */
import type { Quantity } from "../reading/fields.ts";
import { tagged } from "./parts/tagged.ts";

export const kamstrup = tagged({
  id: "kamstrup",
  vendor: "kamstrup",
  listId: "Kamstrup_V",
  clock: "standard",
  scale: fixedScale,
});

/** W and var as they are, 0.01 A, 0.01 for power factors, 10 Wh and 10 varh. */
function fixedScale(quantity: Quantity, raw: number): number {
  switch (quantity) {
    case "voltage":
      return volts(raw);
    case "current":
    case "powerFactor":
      return raw / 100;
    case "energy":
    case "phaseEnergy":
      return raw * 10;
    default:
      return raw;
  }
}

/** Whole volts; newer configurations send 22199 for 221.99 V. */
function volts(raw: number): number {
  if (raw >= 10_000) return raw / 100;
  return raw >= 1000 ? raw / 10 : raw;
}
