/**
 * Iskraemeco IE.5 as sold in Croatia: 33 elements in two HDLC segments. The id comes first, then
 * time and date apart, registers with reactive quadrants, powers, limits and the relay.
 */
import type { AxdrWriter } from "../axdr.ts";
import type { HouseholdState } from "../household_state.ts";
import { iskraGroup, iskraLayout, iskraTime } from "../parts/iskra_list.ts";
import { octetText, type Place } from "../parts/places.ts";
import { partOf } from "../parts/quantities.ts";

const METER_ID = "92000123";
const CONTRACT_W = 17_250;
const LIMIT = 9_400;
/** What the captured first segment holds. */
const INFORMATION_MAX = 154;

const quadrants: readonly Place[] = (["importVarh", "exportVarh"] as const).flatMap((field) =>
  ([1, 2] as const).map((part) => (writer: AxdrWriter, state: HouseholdState) =>
    writer.number("uint32", partOf(state.registers[field], part))
  )
);

const NAMES: readonly Place[] = [
  octetText(METER_ID),
  (writer, state) => writer.octets(iskraTime(state).subarray(5, 9)),
  (writer, state) => writer.octets(iskraTime(state).subarray(0, 5)),
];
const ENERGY: readonly Place[] = [
  iskraGroup.energy("importWh", "importWhT1", "importWhT2"),
  iskraGroup.energy("exportWh", "exportWhT1", "exportWhT2"),
];
const POWER = iskraGroup.power("importW", "exportW");
const PHASES: readonly Place[] = [
  iskraGroup.power("l1ImportW", "l2ImportW", "l3ImportW"),
  iskraGroup.power("l1ExportW", "l2ExportW", "l3ExportW"),
  iskraGroup.voltage("l1V", "l2V", "l3V"),
  iskraGroup.current("l1A", "l2A", "l3A"),
];
const limit = (writer: AxdrWriter) => writer.array(1).number("uint16", LIMIT);
/** Contract power, three limits, and the relay, which is closed. */
const CONTRACT: readonly Place[] = [
  (writer) => writer.number("uint32", CONTRACT_W),
  ...[limit, limit, limit],
  (writer) => writer.boolean(true),
];

export const iskraHr = iskraLayout({
  id: "iskra-hr",
  description: "Iskraemeco, Croatia, in two segments: everything every 10 s",
  wirings: ["tn"],
  lists: [{
    list: 4,
    everyMs: 10_000,
    offsetMs: 0,
    texts: { meterId: METER_ID },
    control: 0x03,
    informationMax: INFORMATION_MAX,
    places: [
      ...NAMES,
      ...ENERGY,
      ...quadrants,
      POWER,
      iskraGroup.powerFactor("powerFactor"),
      ...PHASES,
      ...CONTRACT,
    ],
    sums: iskraGroup.energy("importVarh", "exportVarh"),
  }],
});

/** The list of 28, without anything reactive. */
export const iskraHrShort = iskraLayout({
  id: "iskra-hr-short",
  description: "Iskraemeco, Croatia, nothing reactive: everything every 10 s",
  wirings: ["tn"],
  lists: [{
    list: 4,
    everyMs: 10_000,
    offsetMs: 0,
    texts: { meterId: METER_ID },
    places: [...NAMES, ...ENERGY, POWER, ...PHASES, ...CONTRACT],
  }],
});
