/**
 * The three lists of Kaifa's own shape, values known by their place alone: 1, 9 or 13 values, and
 * five more with the clock and the registers (`KFM_001`, chapter 10 §8.4).
 */
import type { DecodedReading, ListType } from "#model/reading.ts";
import type { NumberType } from "../axdr.ts";
import type { Bytes } from "../bytes.ts";
import type { Security } from "../cipher.ts";
import { cosemTime } from "../cosem_time.ts";
import { dataNotification } from "../data_notification.ts";
import type { HouseholdState, Wiring } from "../household_state.ts";
import { hdlcPush } from "./link.ts";
import { CURRENTS, POWERS, readingOf, REGISTERS, VOLTAGES } from "./lists.ts";
import { unmarkedClock } from "./meter_clock.ts";
import { groupsOf, octetText, type Place, structureOf } from "./places.ts";

/** In what two Kaifas of this shape differ. */
export type KaifaShape = {
  readonly meterId: string;
  readonly models: Readonly<Partial<Record<Wiring, string>>>;
  readonly registerType: NumberType;
};

type Sending = { readonly state: HouseholdState; readonly list: ListType };

const LIST_ID = "KFM_001";
const LINK = { destination: [0x01], source: [0x02, 0x01], control: 0x10 };

export function encodeKaifa(
  shape: KaifaShape,
  { state, list, security }: Sending & { readonly security: Security | undefined },
): Bytes {
  const payload = structureOf(state, placesOf(shape, { state, list })).bytes();
  const time = timeOf(state);
  const header = { invokeId: [0x40, 0, 0, 0], time, timePrefix: [0x09, 0x0c] } as const;
  return hdlcPush(dataNotification(payload, header), { link: LINK, security });
}

export function expectedOfKaifa(shape: KaifaShape, { state, list }: Sending): DecodedReading {
  const { instant } = unmarkedClock(state);
  const named = {
    listId: LIST_ID,
    meterId: shape.meterId,
    meterModel: shape.models[state.wiring] ?? "",
  };
  return {
    vendor: "kaifa",
    listType: list,
    apduTime: instant,
    ...(list === 1 ? {} : named),
    ...(list === 3 ? { meterTime: instant } : {}),
    ...readingOf(state, groupsOf(placesOf(shape, { state, list }))),
  };
}

function placesOf(shape: KaifaShape, { state, list }: Sending): readonly Place[] {
  if (list === 1) return [{ fields: ["importW"], type: "uint32", scaler: 0 }];
  const single = state.wiring === "single";
  const places: Place[] = [
    octetText(LIST_ID),
    octetText(shape.meterId),
    octetText(shape.models[state.wiring] ?? ""),
    { fields: POWERS, type: "uint32", scaler: 0 },
    { fields: single ? ["l1A"] : CURRENTS, type: "uint32", scaler: -3 },
    { fields: single ? ["l1V"] : VOLTAGES, type: "uint32", scaler: -1 },
  ];
  if (list === 2) return places;
  return [
    ...places,
    (writer) => writer.octets(timeOf(state)),
    { fields: REGISTERS, type: shape.registerType, scaler: 0 },
  ];
}

function timeOf(state: HouseholdState): Bytes {
  const style = { hundredths: 0xff, deviationMin: null, status: 0 };
  return cosemTime(unmarkedClock(state).wall, style);
}
