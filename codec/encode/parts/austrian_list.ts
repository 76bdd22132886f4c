/**
 * The list of 35 elements that Sagemcom T210-D and Kaifa MA309 push in Austria: the clock, eleven
 * times code, value and {scaler, unit} side by side, and the meter's id (chapter 10 §8.5).
 */
import type { DecodedReading } from "#model/reading.ts";
import { AxdrWriter, type NumberType } from "../axdr.ts";
import { type Bytes, latin1Bytes } from "../bytes.ts";
import type { Security } from "../cipher.ts";
import { cosemTime } from "../cosem_time.ts";
import { dataNotification } from "../data_notification.ts";
import type { HouseholdState } from "../household_state.ts";
import { mbusPush } from "./link.ts";
import { CURRENTS, type Group, readingOf, VOLTAGES, writeFlatObjects } from "./lists.ts";
import { markedClock } from "./meter_clock.ts";
import { titleVendor } from "./title.ts";

/** In what two makes of this list differ. */
export type AustrianShape = {
  readonly meterId: string;
  readonly powerFactorType: NumberType;
  /** Bytes in one M-Bus frame; 252 makes a body of 257, whose length reads 01. */
  readonly dataMax: number;
};

export function encodeAustrian(
  shape: AustrianShape,
  { state, security }: { state: HouseholdState; security: Security | undefined },
): Bytes {
  const { wall, offsetMin, summer } = markedClock(state);
  const style = { hundredths: 0xff, deviationMin: -offsetMin, status: summer ? 0x82 : 0x02 };
  const time = cosemTime(wall, style);
  const writer = new AxdrWriter().structure(35).octets(time);
  writeFlatObjects(writer, state, groupsOf(shape));
  writer.octets(latin1Bytes(shape.meterId));
  const header = { invokeId: [0x80, 0, 0, 1], time, timePrefix: [0x0c] } as const;
  return mbusPush(dataNotification(writer.bytes(), header), { security, dataMax: shape.dataMax });
}

/** Nothing but the title names the vendor. */
export function expectedOfAustrian(
  shape: AustrianShape,
  { state, security }: { state: HouseholdState; security: Security | undefined },
): DecodedReading {
  const { instant } = markedClock(state);
  return {
    vendor: titleVendor(security),
    meterId: shape.meterId,
    listType: 4,
    apduTime: instant,
    meterTime: instant,
    ...readingOf(state, groupsOf(shape)),
  };
}

function groupsOf({ powerFactorType }: AustrianShape): readonly Group[] {
  return [
    { fields: ["importWh", "exportWh"], type: "uint32", scaler: 0 },
    { fields: ["importW", "exportW"], type: "uint32", scaler: 0 },
    { fields: VOLTAGES, type: "uint16", scaler: -1 },
    { fields: CURRENTS, type: "uint16", scaler: -2 },
    { fields: ["powerFactor"], type: powerFactorType, scaler: -3 },
  ];
}
