/**
 * The tariffs that come with the house, one data file each. To add one, copy the file that is most
 * like it and list it here; a typing error in a file fails the test of this list.
 */
import { Tariff } from "#model/tariff.ts";
import beFlanders from "./be_flanders.json" with { type: "json" };
import fiModel from "./fi_model.json" with { type: "json" };
import noFjellnett from "./no_fjellnett.json" with { type: "json" };
import noFuse from "./no_fuse.json" with { type: "json" };
import noMonthMax from "./no_month_max.json" with { type: "json" };
import noStandard from "./no_standard.json" with { type: "json" };
import seEllevio from "./se_ellevio.json" with { type: "json" };
import seFalu from "./se_falu.json" with { type: "json" };
import seGoteborg from "./se_goteborg.json" with { type: "json" };
import seHighLoad from "./se_high_load.json" with { type: "json" };
import seMalarenergi from "./se_malarenergi.json" with { type: "json" };
import seSeom from "./se_seom.json" with { type: "json" };
import siBlocks from "./si_blocks.json" with { type: "json" };

/** All presets. */
export const PRESETS: readonly Tariff[] = [
  beFlanders,
  fiModel,
  noFjellnett,
  noFuse,
  noMonthMax,
  noStandard,
  seEllevio,
  seFalu,
  seGoteborg,
  seHighLoad,
  seMalarenergi,
  seSeom,
  siBlocks,
].map((data) => Tariff.parse(data));

/** The ids of all presets. */
export const TARIFF_IDS: readonly string[] = PRESETS.map(({ id }) => id);

/** The preset of an id; `undefined` when there is none. */
export function presetOf(id: string): Tariff | undefined {
  return PRESETS.find((preset) => preset.id === id);
}
