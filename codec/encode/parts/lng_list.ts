/**
 * Landis+Gyr's "LNG" lists (E450): an array that says what each element of the list is, then the
 * elements; no scalers. Descriptor 0 is the array itself, descriptor 1 the code of the push object
 * (chapter 10 §8.7).
 */
import { AxdrWriter } from "../axdr.ts";
import { type Bytes, latin1Bytes } from "../bytes.ts";
import { cosemTime } from "../cosem_time.ts";
import { dataNotification } from "../data_notification.ts";
import type { HouseholdState } from "../household_state.ts";
import { type Group, writeValues } from "./lists.ts";
import { unmarkedClock } from "./meter_clock.ts";
import { type Field, QUANTITIES } from "./quantities.ts";

/** One element with what describes it. */
export type LngObject = {
  readonly classId: number;
  readonly code: string;
  readonly write: (writer: AxdrWriter, state: HouseholdState) => unknown;
};

export const LNG_LINK = { destination: [0xce], source: [0xff, 0x03], control: 0x13 };

const PUSH_CODE = "0-8:25.9.0";
const PUSH_CLASS = 0x28;
const DATA_CLASS = 1;
const REGISTER_CLASS = 3;

/** The fields of a group as objects. */
export function lngGroup(group: Group): LngObject[] {
  return group.fields.map((field) => ({
    classId: REGISTER_CLASS,
    code: `1-${channelOf(field)}:${QUANTITIES[field].code}`,
    write: (writer, state) => writeValues(writer, state, { ...group, fields: [field] }),
  }));
}

/** A register that the household does not have as such. */
export function lngNumber(code: string, of: (state: HouseholdState) => number): LngObject {
  return {
    classId: REGISTER_CLASS,
    code,
    write: (writer, state) => writer.number("uint32", of(state)),
  };
}

/** A text under its code. */
export function lngText(code: string, text: string): LngObject {
  return { classId: DATA_CLASS, code, write: (writer) => writer.octets(latin1Bytes(text)) };
}

/** The whole list as a data-notification. */
export function lngApdu(state: HouseholdState, objects: readonly LngObject[]): Bytes {
  const count = objects.length + 2;
  const writer = new AxdrWriter().structure(count).array(count);
  describe(writer, { classId: PUSH_CLASS, code: PUSH_CODE, attribute: 2 });
  describe(writer, { classId: PUSH_CLASS, code: PUSH_CODE, attribute: 1 });
  for (const { classId, code } of objects) describe(writer, { classId, code, attribute: 2 });
  writer.obis(PUSH_CODE);
  for (const { write } of objects) write(writer, state);
  return dataNotification(writer.bytes(), landisHeader(state));
}

/** The header of Landis+Gyr's E450: local time, deviation unspecified. */
export function landisHeader(state: HouseholdState) {
  const style = { hundredths: 0xff, deviationMin: null, status: 0 };
  const time = cosemTime(unmarkedClock(state).wall, style);
  return { invokeId: [0, 0, 0, 1], time, timePrefix: [0x0c] } as const;
}

function describe(
  writer: AxdrWriter,
  { classId, code, attribute }: { classId: number; code: string; attribute: number },
): void {
  writer.structure(4).number("uint16", classId).obis(code)
    .number("int8", attribute).number("uint16", 0);
}

/** Registers stand under channel 1, everything else under 0. */
function channelOf(field: Field): 0 | 1 {
  return QUANTITIES[field].unit.endsWith("h") ? 1 : 0;
}
