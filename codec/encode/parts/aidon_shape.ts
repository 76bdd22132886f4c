/**
 * The three lists of the Norwegian Aidon meters, which Embriq's Landis+Gyr meters send too: an
 * array of structure{code, value, {scaler, unit}}. List 1 names nobody; lists 2 and 3 begin with
 * list id, meter id and model, and list 3 ends with the clock and the registers.
 */
import type { DecodedReading, ListType, Vendor } from "#model/reading.ts";
import { AxdrWriter } from "../axdr.ts";
import type { Bytes } from "../bytes.ts";
import type { Security } from "../cipher.ts";
import { cosemTime, type CosemTimeStyle } from "../cosem_time.ts";
import { dataNotification } from "../data_notification.ts";
import type { HouseholdState, Wiring } from "../household_state.ts";
import { hdlcPush } from "./link.ts";
import { type Group, powerOnly, readingOf, writeObjects, writeText } from "./lists.ts";
import type { MeterClock } from "./meter_clock.ts";

/** In what two makes of this shape differ. */
export type AidonShape = {
  readonly vendor: Vendor;
  readonly listId: string;
  /** As sent, with its padding. */
  readonly meterId: string;
  readonly models: Readonly<Partial<Record<Wiring, string>>>;
  /** Everything instantaneous of lists 2 and 3. */
  readonly instantaneous: (wiring: Wiring) => readonly Group[];
  readonly registers: Group;
  readonly clock: (state: HouseholdState) => MeterClock;
  readonly clockStyle: CosemTimeStyle;
};

export const AIDON_LINK = { destination: [0x41], source: [0x08, 0x83], control: 0x13 };

/** A list to send, and how to cipher it. */
type Sending = {
  readonly state: HouseholdState;
  readonly list: ListType;
  readonly security?: Security | undefined;
};
const POWER: Group = { fields: ["importW"], type: "uint32", scaler: 0 };

export function encodeAidonShape(shape: AidonShape, { state, list, security }: Sending): Bytes {
  const writer = new AxdrWriter();
  if (list === 1) {
    writeObjects(writer.array(1), state, [POWER]);
  } else {
    const groups = shape.instantaneous(state.wiring);
    const count = 3 + fieldCount(groups);
    writer.array(list === 2 ? count : count + 5);
    writeText(writer, "1-1:0.2.129", shape.listId);
    writeText(writer, "0-0:96.1.0", shape.meterId);
    writeText(writer, "0-0:96.1.7", shape.models[state.wiring] ?? "");
    writeObjects(writer, state, groups);
    if (list === 3) {
      const time = cosemTime(shape.clock(state).wall, shape.clockStyle);
      writer.structure(2).obis("0-0:1.0.0").octets(time);
      writeObjects(writer, state, [shape.registers]);
    }
  }
  const header = { invokeId: [0x40, 0, 0, 0], time: null, timePrefix: [] } as const;
  return hdlcPush(dataNotification(writer.bytes(), header), { link: AIDON_LINK, security });
}

export function expectedOfAidonShape(
  shape: AidonShape,
  { state, list, security }: Sending,
): DecodedReading {
  if (list === 1) return powerOnly(state, security);
  const groups = shape.instantaneous(state.wiring);
  const hourly = list === 3;
  return {
    vendor: shape.vendor,
    listId: shape.listId,
    meterId: shape.meterId.replaceAll("\0", ""),
    meterModel: shape.models[state.wiring] ?? "",
    listType: list,
    ...(hourly ? { meterTime: shape.clock(state).instant } : {}),
    ...readingOf(state, hourly ? [...groups, shape.registers] : groups),
  };
}

function fieldCount(groups: readonly Group[]): number {
  return groups.reduce((sum, group) => sum + group.fields.length, 0);
}
