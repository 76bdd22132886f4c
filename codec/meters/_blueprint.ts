/**
 * Copy this file to add a meter, fill it in, list it in `mod.ts`, and prove it with a capture in
 * the corpus and a twin in `codec/encode/`. Say here which meters send this, in which country, how
 * often, and where that is written; cite the chapter or the document.
 *
 * A list with codes and a list id of its own needs no more than this. For a list without codes
 * write the `Layout` out, as `kaifaPositional` does.
 */
import type { Quantity } from "../reading/fields.ts";
import { tagged } from "./parts/tagged.ts";

export const blueprint = tagged({
  /** Stable name, as in `sim:ID`. */
  id: "blueprint",
  /** As in the reading; new ones go into `VENDORS` of `model/reading.ts`. */
  vendor: "unknown",
  /** How the list id begins. */
  listId: "BLUEPRINT_V",
  /** What its wall clocks mean: see `ClockRule`. */
  clock: "zone",
  scale,
});

/** What the numbers mean that come without a scaler; `asSent` when all bring theirs. */
function scale(quantity: Quantity, raw: number): number {
  return quantity === "voltage" ? raw / 10 : raw;
}
