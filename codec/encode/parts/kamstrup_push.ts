/**
 * Kamstrup's "push list 1" of Denmark and Switzerland: registers, clock, per-phase powers, power
 * factors and per-phase registers in one list of 65 elements, or of 37 on one phase (chapter 10
 * §8.5).
 */
import type { DecodedReading } from "#model/reading.ts";
import type { AxdrWriter } from "../axdr.ts";
import type { Bytes } from "../bytes.ts";
import type { Security } from "../cipher.ts";
import type { CosemTimeStyle } from "../cosem_time.ts";
import type { HouseholdState, Wiring } from "../household_state.ts";
import { encodeKamstrup, kamstrupGroup, LIST_ID, wiredFields } from "./kamstrup_list.ts";
import { type Group, POWERS, readingOf, REGISTERS, writePairs } from "./lists.ts";
import { standardClock } from "./meter_clock.ts";
import type { Field } from "./quantities.ts";

/** In what two meters with this list differ. */
export type KamstrupPush = {
  readonly meterNumber: number;
  readonly clockStyle: (state: HouseholdState) => CosemTimeStyle;
  readonly current: (fields: Group["fields"]) => Group;
};

/** Before and behind the meter number and the clock. */
const REGISTER_GROUP = kamstrupGroup.energy(REGISTERS);
const POWER_GROUP = kamstrupGroup.power(POWERS);

export function encodeKamstrupPush(
  push: KamstrupPush,
  { state, security }: { state: HouseholdState; security: Security | undefined },
): Bytes {
  return encodeKamstrup(state, {
    count: state.wiring === "single" ? 37 : 65,
    clockStyle: push.clockStyle(state),
    security,
    write: (writer, time) => writeList(writer, { push, state, time }),
  });
}

export function expectedOfKamstrupPush(push: KamstrupPush, state: HouseholdState): DecodedReading {
  const { instant } = standardClock(state);
  return {
    vendor: "kamstrup",
    listId: LIST_ID,
    meterId: String(push.meterNumber),
    listType: 4,
    apduTime: instant,
    meterTime: instant,
    ...readingOf(state, [REGISTER_GROUP, POWER_GROUP, ...phaseGroups(push, state.wiring)]),
  };
}

/** In the order of the list; on one phase only the fields of L1 and the totals. */
function phaseGroups(push: KamstrupPush, wiring: Wiring): readonly Group[] {
  const of = (...fields: Field[]) => wiredFields(wiring, fields);
  return [
    kamstrupGroup.voltage(of("l1V", "l2V", "l3V")),
    push.current(of("l1A", "l2A", "l3A")),
    kamstrupGroup.power(of("l1ImportW", "l2ImportW", "l3ImportW")),
    kamstrupGroup.powerFactor(of("l1PowerFactor", "l2PowerFactor", "l3PowerFactor")),
    kamstrupGroup.powerFactor(["powerFactor"]),
    kamstrupGroup.power(of("l1ExportW", "l2ExportW", "l3ExportW")),
    kamstrupGroup.energy(of("l1ExportWh", "l2ExportWh", "l3ExportWh")),
    kamstrupGroup.energy(of("l1ImportWh", "l2ImportWh", "l3ImportWh")),
  ];
}

function writeList(
  writer: AxdrWriter,
  { push, state, time }: { push: KamstrupPush; state: HouseholdState; time: Bytes },
): void {
  const pairs = (group: Group) => writePairs(writer, { state, group, channel: "1-1" });
  pairs(REGISTER_GROUP);
  writer.obis("1-1:0.0.1").number("uint32", push.meterNumber);
  pairs(POWER_GROUP);
  writer.obis("0-1:1.0.0").octets(time);
  phaseGroups(push, state.wiring).forEach(pairs);
}
