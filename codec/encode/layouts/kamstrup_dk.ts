/**
 * Kamstrup Omnipower as sold in Denmark and Switzerland, "push list 1": registers, clock, per-phase
 * powers, power factors and per-phase registers in one list of 65 elements, or of 37 on one phase
 * (chapter 10 §8.5).
 */
import type { AxdrWriter } from "../axdr.ts";
import type { Bytes } from "../bytes.ts";
import type { HouseholdState, Wiring } from "../household_state.ts";
import { encodeKamstrup, kamstrupGroup, LIST_ID } from "../parts/kamstrup_list.ts";
import type { Layout } from "../parts/layout.ts";
import { type Group, POWERS, readingOf, REGISTERS, writePairs } from "../parts/lists.ts";
import { standardClock } from "../parts/meter_clock.ts";
import type { Field } from "../parts/quantities.ts";

const METER_NUMBER = 21_000_123;

/** Before and behind the meter number and the clock. */
const REGISTER_GROUP = kamstrupGroup.energy(REGISTERS);
const POWER_GROUP = kamstrupGroup.power(POWERS);

/** In the order of the list; on one phase only the fields of L1 and the totals. */
function phaseGroups(wiring: Wiring): readonly Group[] {
  const of = (...fields: Field[]) =>
    wiring === "single" ? fields.filter((field) => !/^l[23]/.test(field)) : fields;
  return [
    kamstrupGroup.voltage(of("l1V", "l2V", "l3V")),
    kamstrupGroup.current(of("l1A", "l2A", "l3A")),
    kamstrupGroup.power(of("l1ImportW", "l2ImportW", "l3ImportW")),
    kamstrupGroup.powerFactor(of("l1PowerFactor", "l2PowerFactor", "l3PowerFactor")),
    kamstrupGroup.powerFactor(["powerFactor"]),
    kamstrupGroup.power(of("l1ExportW", "l2ExportW", "l3ExportW")),
    kamstrupGroup.energy(of("l1ExportWh", "l2ExportWh", "l3ExportWh")),
    kamstrupGroup.energy(of("l1ImportWh", "l2ImportWh", "l3ImportWh")),
  ];
}

export const kamstrupDk = {
  id: "kamstrup-dk",
  description: "Kamstrup, Denmark and Switzerland: everything every 10 s",
  serial: { baud: 2400, format: "8N1" },
  wirings: ["tn", "single"],
  pushes: [{ list: 4, everyMs: 10_000, offsetMs: 0 }],

  encode: (state) =>
    encodeKamstrup(state, {
      count: state.wiring === "single" ? 37 : 65,
      clockStyle: { hundredths: 0xff, deviationMin: null, status: dstBit(state) },
      write: (writer, time) => writeList(writer, state, time),
    }),

  expected(state) {
    const { instant } = standardClock(state);
    return {
      vendor: "kamstrup",
      listId: LIST_ID,
      meterId: String(METER_NUMBER),
      listType: 4,
      apduTime: instant,
      meterTime: instant,
      ...readingOf(state, [REGISTER_GROUP, POWER_GROUP, ...phaseGroups(state.wiring)]),
    };
  },
} as const satisfies Layout;

function writeList(writer: AxdrWriter, state: HouseholdState, time: Bytes): void {
  const pairs = (group: Group) => writePairs(writer, { state, group, channel: "1-1" });
  pairs(REGISTER_GROUP);
  writer.obis("1-1:0.0.1").number("uint32", METER_NUMBER);
  pairs(POWER_GROUP);
  writer.obis("0-1:1.0.0").octets(time);
  phaseGroups(state.wiring).forEach(pairs);
}

/** Set in summer although the clock stays on winter time (chapter 10 §9.2). */
function dstBit({ atMs, zone }: HouseholdState): number {
  return zone.offsetMs(atMs) > zone.standardOffsetMs(atMs) ? 0x80 : 0;
}
