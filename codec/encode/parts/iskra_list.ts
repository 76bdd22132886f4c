/**
 * Iskraemeco's lists: no codes, every value known by its place, fixed steps, and a clock with its
 * deviation in the header (chapter 10 §8.6). A layout writes its lists down place by place.
 */
import type { DecodedReading, ListType } from "#model/reading.ts";
import type { Bytes } from "../bytes.ts";
import type { Security } from "../cipher.ts";
import { cosemTime } from "../cosem_time.ts";
import { dataNotification } from "../data_notification.ts";
import type { HouseholdState } from "../household_state.ts";
import type { Layout, Push } from "./layout.ts";
import { hdlcPush } from "./link.ts";
import { type Group, readingOf } from "./lists.ts";
import { markedClock } from "./meter_clock.ts";
import { groupsOf, type Place, structureOf } from "./places.ts";

/** One list: when it comes, its places, what a reader makes of it besides the groups there. */
export type IskraList = Push & {
  readonly places: readonly Place[];
  /** Texts that a reader takes from the list. */
  readonly texts: Pick<DecodedReading, "listId" | "meterId">;
  /** Totals that a reader sums up. */
  readonly sums?: Group;
  /** The control byte, and the longest information field where the meter segments. */
  readonly control?: number;
  readonly informationMax?: number;
  /** What a reader adds that is neither a text nor a group. */
  readonly understand?: (reading: DecodedReading, state: HouseholdState) => DecodedReading;
};

/** The fixed steps of the wire by kind of quantity. */
export const iskraGroup = {
  power: (...fields: Group["fields"]): Group => ({ fields, type: "uint32", scaler: 0 }),
  energy: (...fields: Group["fields"]): Group => ({ fields, type: "uint32", scaler: 0 }),
  voltage: (...fields: Group["fields"]): Group => ({ fields, type: "uint16", scaler: -1 }),
  current: (...fields: Group["fields"]): Group => ({ fields, type: "uint16", scaler: -2 }),
  powerFactor: (...fields: Group["fields"]): Group => ({ fields, type: "uint16", scaler: -3 }),
};

const CONTROL = 0x13;

/** Iskraemeco's clock: local time, its deviation, summer time in bit 7. */
export function iskraTime(state: HouseholdState): Bytes {
  const { wall, offsetMin, summer } = markedClock(state);
  const style = { hundredths: 0, deviationMin: -offsetMin, status: summer ? 0x80 : 0 };
  return cosemTime(wall, style);
}

/** A layout with these lists, the poorest first. */
export function iskraLayout(
  { lists, ...words }:
    & Pick<Layout, "id" | "description" | "wirings">
    & { readonly lists: readonly [IskraList, ...IskraList[]] },
): Layout {
  const listOf = (type: ListType) => lists.find(({ list }) => list === type) ?? lists[0];
  return {
    ...words,
    serial: { baud: 115_200, format: "8N1" },
    pushes: lists,
    ciphering: { maker: "ISK", suite: 0 },
    encode: (state, list, security) => encode(listOf(list), { state, security }),
    expected: (state, list) => expected(listOf(list), state),
  };
}

function encode(
  { places, control = CONTROL, informationMax }: IskraList,
  { state, security }: { state: HouseholdState; security: Security | undefined },
): Bytes {
  const header = { invokeId: [0, 0, 0, 1], time: iskraTime(state), timePrefix: [0x0c] } as const;
  const apdu = dataNotification(structureOf(state, places).bytes(), header);
  const link = { destination: [0xcf], source: [0x02, 0x23], control };
  const segments = informationMax === undefined ? {} : { informationMax };
  return hdlcPush(apdu, { link, security, ...segments });
}

function expected(list: IskraList, state: HouseholdState): DecodedReading {
  const groups = groupsOf(list.places);
  const reading: DecodedReading = {
    vendor: "iskra",
    ...list.texts,
    listType: list.list,
    apduTime: markedClock(state).instant,
    ...readingOf(state, list.sums === undefined ? groups : [...groups, list.sums]),
  };
  return list.understand?.(reading, state) ?? reading;
}
