/**
 * What all Kamstrup lists share: `Kamstrup_V0001` in front without a code, then code and value side
 * by side without scalers, and a clock in the header (chapter 10 §8.5).
 */
import { AxdrWriter } from "../axdr.ts";
import type { Bytes } from "../bytes.ts";
import type { Security } from "../cipher.ts";
import { cosemTime, type CosemTimeStyle } from "../cosem_time.ts";
import { dataNotification } from "../data_notification.ts";
import type { HouseholdState, Wiring } from "../household_state.ts";
import { hdlcPush } from "./link.ts";
import type { Group } from "./lists.ts";
import { standardClock } from "./meter_clock.ts";
import type { Field } from "./quantities.ts";

export const LIST_ID = "Kamstrup_V0001";
const LINK = { destination: [0x2b], source: [0x21], control: 0x13 };
/** `82 00 E7` where `81 E7` would do. */
const LENGTH_BYTES = 2;

/** The fixed steps of the wire by kind of quantity. */
export const kamstrupGroup = {
  power: (fields: Group["fields"]): Group => ({ fields, type: "uint32", scaler: 0 }),
  current: (fields: Group["fields"]): Group => ({ fields, type: "uint32", scaler: -2 }),
  /** Of meters behind current transformers, which only the user can tell. */
  fineCurrent: (fields: Group["fields"]): Group => ({ fields, type: "uint32", scaler: -3 }),
  voltage: (fields: Group["fields"]): Group => ({ fields, type: "uint16", scaler: 0 }),
  /** Of newer set-ups: `22199` for 221.99 V. */
  fineVoltage: (fields: Group["fields"]): Group => ({ fields, type: "uint16", scaler: -2 }),
  powerFactor: (fields: Group["fields"]): Group => ({ fields, type: "uint16", scaler: -2 }),
  energy: (fields: Group["fields"]): Group => ({ fields, type: "uint32", scaler: 1 }),
  /** Of Swedish meters since 2024, which only the user can tell. */
  fineEnergy: (fields: Group["fields"]): Group => ({ fields, type: "uint32", scaler: 0 }),
};

/** The fields that a meter with this wiring sends. */
export function wiredFields(wiring: Wiring, fields: readonly Field[]): readonly Field[] {
  return wiring === "single" ? fields.filter((field) => !/^l[23]/.test(field)) : fields;
}

/** A list with `count` elements, its name included, on the wire. */
export function encodeKamstrup(
  state: HouseholdState,
  { count, clockStyle, write, security }: {
    count: number;
    clockStyle: CosemTimeStyle;
    write: (writer: AxdrWriter, time: Bytes) => void;
    security: Security | undefined;
  },
): Bytes {
  const time = cosemTime(standardClock(state).wall, clockStyle);
  const writer = new AxdrWriter().structure(count).visible(LIST_ID);
  write(writer, time);
  const header = { invokeId: [0, 0, 0, 0], time, timePrefix: [0x0c] } as const;
  const apdu = dataNotification(writer.bytes(), header);
  return hdlcPush(apdu, { link: LINK, security, lengthBytesMin: LENGTH_BYTES });
}
