/**
 * Landis+Gyr E350 with Embriq module in Norway (`EMBRIQ_V1_1`; chapter 10 §8.5): the shape of
 * Aidon, currents in hundredths, the id padded with zeros, L2 always 0 in nets with three wires.
 */
import { tagged } from "./parts/tagged.ts";
import { asSent } from "./parts/values.ts";

export const embriq = tagged({
  id: "embriq",
  vendor: "landisgyr",
  listId: "EMBRIQ",
  clock: "zone",
  scale: asSent,
});
