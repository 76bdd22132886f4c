/**
 * The lists that Kamstrup made for the Norwegian regulator and sells elsewhere too: 25 elements
 * every 10 s, 35 every hour (chapter 10 §8.5).
 */
import type { DecodedReading, ListType } from "#model/reading.ts";
import type { AxdrWriter } from "../axdr.ts";
import type { Bytes } from "../bytes.ts";
import type { Security } from "../cipher.ts";
import type { HouseholdState, Wiring } from "../household_state.ts";
import { encodeKamstrup, kamstrupGroup, LIST_ID, wiredFields } from "./kamstrup_list.ts";
import type { Push } from "./layout.ts";
import { CURRENTS, type Group, POWERS, readingOf, VOLTAGES, writePairs } from "./lists.ts";
import { standardClock } from "./meter_clock.ts";

/** In what two meters with these lists differ. */
export type KamstrupShape = {
  readonly meterId: string;
  readonly models: Readonly<Partial<Record<Wiring, string>>>;
  readonly voltage: (fields: Group["fields"]) => Group;
  readonly registers: Group;
};

type Sending = { readonly state: HouseholdState; readonly list: ListType };

const CLOCK_STYLE = { hundredths: 0xff, deviationMin: null, status: 0 };
/** Code and value of two phases, each element a null. */
const NULLS_OF_MISSING_PHASES = 4;

export const NVE_PUSHES = [
  { list: 2, everyMs: 10_000, offsetMs: 0 },
  { list: 3, everyMs: 3_600_000, offsetMs: 5_000 },
] as const satisfies readonly Push[];

export function encodeKamstrupNve(
  shape: KamstrupShape,
  { state, list, security }: Sending & { readonly security: Security | undefined },
): Bytes {
  return encodeKamstrup(state, {
    count: list === 3 ? 35 : 25,
    clockStyle: CLOCK_STYLE,
    security,
    write(writer, time) {
      writer.obis("1-1:0.0.5").visible(shape.meterId);
      writer.obis("1-1:96.1.1").visible(shape.models[state.wiring] ?? "");
      writeInstantaneous(writer, shape, state);
      if (list !== 3) return;
      writer.obis("0-1:1.0.0").octets(time);
      writePairs(writer, { state, group: shape.registers, channel: "1-1" });
    },
  });
}

export function expectedOfKamstrupNve(
  shape: KamstrupShape,
  { state, list }: Sending,
): DecodedReading {
  const { instant } = standardClock(state);
  const groups = [kamstrupGroup.power(POWERS), ...phaseGroups(shape, state.wiring)];
  return {
    vendor: "kamstrup",
    listId: LIST_ID,
    meterId: shape.meterId,
    meterModel: shape.models[state.wiring] ?? "",
    listType: list,
    apduTime: instant,
    ...(list === 3 ? { meterTime: instant } : {}),
    ...readingOf(state, list === 3 ? [...groups, shape.registers] : groups),
  };
}

function phaseGroups(shape: KamstrupShape, wiring: Wiring): readonly Group[] {
  return [
    kamstrupGroup.current(wiredFields(wiring, CURRENTS)),
    shape.voltage(wiredFields(wiring, VOLTAGES)),
  ];
}

function writeInstantaneous(
  writer: AxdrWriter,
  shape: KamstrupShape,
  state: HouseholdState,
): void {
  writePairs(writer, { state, group: kamstrupGroup.power(POWERS), channel: "1-1" });
  for (const group of phaseGroups(shape, state.wiring)) {
    writePairs(writer, { state, group, channel: "1-1" });
    const nulls = group.fields.length === 1 ? NULLS_OF_MISSING_PHASES : 0;
    for (let count = 0; count < nulls; count++) writer.null();
  }
}
