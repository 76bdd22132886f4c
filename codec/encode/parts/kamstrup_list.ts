/**
 * What all Kamstrup lists share: `Kamstrup_V0001` in front without a code, then code and value side
 * by side without scalers, and a clock in the header (chapter 10 §8.5).
 */
import { AxdrWriter } from "../axdr.ts";
import type { Bytes } from "../bytes.ts";
import { cosemTime, type CosemTimeStyle } from "../cosem_time.ts";
import { dataNotification, llc } from "../data_notification.ts";
import { hdlcFrames } from "../hdlc.ts";
import type { HouseholdState } from "../household_state.ts";
import type { Group } from "./lists.ts";
import { standardClock } from "./meter_clock.ts";

export const LIST_ID = "Kamstrup_V0001";
const LINK = { destination: [0x2b], source: [0x21], control: 0x13 };

/** The fixed steps of the wire by kind of quantity. */
export const kamstrupGroup = {
  power: (fields: Group["fields"]): Group => ({ fields, type: "uint32", scaler: 0 }),
  current: (fields: Group["fields"]): Group => ({ fields, type: "uint32", scaler: -2 }),
  voltage: (fields: Group["fields"]): Group => ({ fields, type: "uint16", scaler: 0 }),
  powerFactor: (fields: Group["fields"]): Group => ({ fields, type: "uint16", scaler: -2 }),
  energy: (fields: Group["fields"]): Group => ({ fields, type: "uint32", scaler: 1 }),
};

/** A list with `count` elements, its name included, on the wire. */
export function encodeKamstrup(
  state: HouseholdState,
  { count, clockStyle, write }: {
    count: number;
    clockStyle: CosemTimeStyle;
    write: (writer: AxdrWriter, time: Bytes) => void;
  },
): Bytes {
  const time = cosemTime(standardClock(state).wall, clockStyle);
  const writer = new AxdrWriter().structure(count).visible(LIST_ID);
  write(writer, time);
  const header = { invokeId: [0, 0, 0, 0], time, timePrefix: [0x0c] } as const;
  return hdlcFrames(llc(dataNotification(writer.bytes(), header)), LINK);
}
