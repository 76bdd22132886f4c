/** The meters that the encoder can speak as. To add one, copy `_blueprint.ts` and list it here. */
import { aidon } from "./aidon.ts";
import { aidonSe } from "./aidon_se.ts";
import { embriq } from "./embriq.ts";
import { kaifa } from "./kaifa.ts";
import { kaifaSe } from "./kaifa_se.ts";
import { kamstrup } from "./kamstrup.ts";
import { kamstrupDk } from "./kamstrup_dk.ts";
import type { Layout } from "../parts/layout.ts";
import { p1 } from "./p1.ts";
import { p1Se } from "./p1_se.ts";

export const LAYOUTS = [
  aidon,
  aidonSe,
  kaifa,
  kaifaSe,
  kamstrup,
  kamstrupDk,
  embriq,
  p1,
  p1Se,
] as const satisfies readonly Layout[];

/** The layout of an id; `undefined` when there is none. */
export function layoutOf(id: string): Layout | undefined {
  return LAYOUTS.find((layout) => layout.id === id);
}
