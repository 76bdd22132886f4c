/** The meters that the encoder can speak as. To add one, copy `_blueprint.ts` and list it here. */
import { aidon } from "./aidon.ts";
import { aidonSe } from "./aidon_se.ts";
import { embriq } from "./embriq.ts";
import { iecC } from "./iec_c.ts";
import { iecD } from "./iec_d.ts";
import { kaifa } from "./kaifa.ts";
import { kaifaSe } from "./kaifa_se.ts";
import { kamstrup } from "./kamstrup.ts";
import { kamstrupDk } from "./kamstrup_dk.ts";
import { elgama } from "./elgama.ts";
import { iskraAt } from "./iskra_at.ts";
import { iskraCh } from "./iskra_ch.ts";
import { iskraHr, iskraHrShort } from "./iskra_hr.ts";
import { iskraSi } from "./iskra_si.ts";
import { iskraSi1p } from "./iskra_si_1p.ts";
import { iskraSiCelje } from "./iskra_si_celje.ts";
import { iskraSiPower } from "./iskra_si_power.ts";
import { iskraSiRegisters } from "./iskra_si_registers.ts";
import { iskraSiTariffs } from "./iskra_si_tariffs.ts";
import { kaifaAt } from "./kaifa_at.ts";
import { kaifaAtVorarlberg } from "./kaifa_at_vorarlberg.ts";
import { kaifaCt } from "./kaifa_ct.ts";
import { kamstrupCh } from "./kamstrup_ch.ts";
import { kamstrupCt } from "./kamstrup_ct.ts";
import { kamstrupDkV5 } from "./kamstrup_dk_v5.ts";
import { kamstrupSe } from "./kamstrup_se.ts";
import { lgAt, lgAtShort } from "./lg_at.ts";
import { lgAtSteiermark } from "./lg_at_steiermark.ts";
import { lgCh } from "./lg_ch.ts";
import { sagemcomAt } from "./sagemcom_at.ts";
import { sagemcomGraz } from "./sagemcom_graz.ts";
import type { Layout } from "../parts/layout.ts";
import { p1 } from "./p1.ts";
import { p1Be } from "./p1_be.ts";
import { p1Hu } from "./p1_hu.ts";
import { p1Lu } from "./p1_lu.ts";
import { p1Nes } from "./p1_nes.ts";
import { p1Nl2 } from "./p1_nl2.ts";
import { p1Se } from "./p1_se.ts";
import { sml } from "./sml.ts";
import { smlEasymeter } from "./sml_easymeter.ts";
import { smlEmh } from "./sml_emh.ts";

export const LAYOUTS = [
  aidon,
  aidonSe,
  kaifa,
  kaifaSe,
  kaifaCt,
  kaifaAt,
  kaifaAtVorarlberg,
  kamstrup,
  kamstrupSe,
  kamstrupDk,
  kamstrupDkV5,
  kamstrupCt,
  kamstrupCh,
  embriq,
  lgCh,
  lgAt,
  lgAtShort,
  lgAtSteiermark,
  sagemcomAt,
  sagemcomGraz,
  iskraSi,
  iskraSi1p,
  iskraSiCelje,
  iskraSiPower,
  iskraSiRegisters,
  iskraSiTariffs,
  iskraHr,
  iskraHrShort,
  iskraCh,
  iskraAt,
  elgama,
  p1,
  p1Nl2,
  p1Be,
  p1Lu,
  p1Hu,
  p1Se,
  p1Nes,
  sml,
  smlEasymeter,
  smlEmh,
  iecC,
  iecD,
] as const satisfies readonly Layout[];

/** The layout of an id; `undefined` when there is none. */
export function layoutOf(id: string): Layout | undefined {
  return LAYOUTS.find((layout) => layout.id === id);
}
