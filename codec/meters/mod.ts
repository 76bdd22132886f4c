/**
 * The layouts of DLMS lists in the order in which they are tried (chapter 10 §8.1): lists without
 * codes by their shape, then lists with codes by their list id, then any list with codes. To add a
 * meter, copy `_blueprint.ts` and list it here.
 */
import { aidon } from "./aidon.ts";
import { embriq } from "./embriq.ts";
import { generic } from "./generic.ts";
import { kaifaPositional, kaifaPower, kaifaTagged } from "./kaifa.ts";
import { kamstrup } from "./kamstrup.ts";

export const LAYOUTS = [
  kaifaPower,
  kaifaPositional,
  aidon,
  kamstrup,
  embriq,
  kaifaTagged,
  generic,
] as const;
