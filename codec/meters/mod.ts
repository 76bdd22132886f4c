/**
 * The layouts of DLMS lists in the order in which they are tried (chapter 10 §8.1): lists without
 * codes by their shape, then lists with codes by their list id, then any list with codes, and last
 * those without codes that are rare. To add a meter, copy `_blueprint.ts` and list it here.
 */
import { aidon } from "./aidon.ts";
import { described } from "./described.ts";
import { embriq } from "./embriq.ts";
import { generic } from "./generic.ts";
import { iskra } from "./iskra.ts";
import { kaifaPositional, kaifaPower, kaifaTagged } from "./kaifa.ts";
import { kamstrup } from "./kamstrup.ts";
import { kelag } from "./kelag.ts";
import { lng } from "./lng.ts";
import { lng2 } from "./lng2.ts";
import { sagemcomAt } from "./sagemcom_at.ts";

export const LAYOUTS = [
  kaifaPower,
  kaifaPositional,
  lng2,
  iskra,
  aidon,
  kamstrup,
  embriq,
  kaifaTagged,
  lng,
  sagemcomAt,
  generic,
  described,
  kelag,
] as const;
