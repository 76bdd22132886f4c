/**
 * Kamstrup Omnipower as sold in Norway: 25 elements every 10 s, 35 every hour (chapter 10 §8.5).
 */
import type { AxdrWriter } from "../axdr.ts";
import type { HouseholdState, Wiring } from "../household_state.ts";
import { encodeKamstrup, kamstrupGroup, LIST_ID } from "../parts/kamstrup_list.ts";
import type { Layout } from "../parts/layout.ts";
import { CURRENTS, POWERS, readingOf, REGISTERS, VOLTAGES, writePairs } from "../parts/lists.ts";
import { standardClock } from "../parts/meter_clock.ts";

const METER_ID = "5706560000001234";
const MODELS: Partial<Record<Wiring, string>> = {
  single: "6861111BN242101040",
  tn: "6841121BN243101040",
};
const CLOCK_STYLE = { hundredths: 0xff, deviationMin: null, status: 0 };
const ENERGY = kamstrupGroup.energy(REGISTERS);
/** Code and value of two phases, each element a null. */
const NULLS_OF_MISSING_PHASES = 4;

export const kamstrup = {
  id: "kamstrup",
  description: "Kamstrup, Norway: lists every 10 s and hour",
  serial: { baud: 2400, format: "8N1" },
  wirings: ["tn", "single"],
  pushes: [
    { list: 2, everyMs: 10_000, offsetMs: 0 },
    { list: 3, everyMs: 3_600_000, offsetMs: 5_000 },
  ],

  encode: (state, list) =>
    encodeKamstrup(state, {
      count: list === 3 ? 35 : 25,
      clockStyle: CLOCK_STYLE,
      write(writer, time) {
        writer.obis("1-1:0.0.5").visible(METER_ID);
        writer.obis("1-1:96.1.1").visible(MODELS[state.wiring] ?? "");
        writeInstantaneous(writer, state);
        if (list !== 3) return;
        writer.obis("0-1:1.0.0").octets(time);
        writePairs(writer, { state, group: ENERGY, channel: "1-1" });
      },
    }),

  expected(state, list) {
    const { instant } = standardClock(state);
    const groups = [kamstrupGroup.power(POWERS), ...phaseGroups(state.wiring)];
    return {
      vendor: "kamstrup",
      listId: LIST_ID,
      meterId: METER_ID,
      meterModel: MODELS[state.wiring] ?? "",
      listType: list,
      apduTime: instant,
      ...(list === 3 ? { meterTime: instant } : {}),
      ...readingOf(state, list === 3 ? [...groups, ENERGY] : groups),
    };
  },
} as const satisfies Layout;

function phaseGroups(wiring: Wiring) {
  const single = wiring === "single";
  return [
    kamstrupGroup.current(single ? ["l1A"] : CURRENTS),
    kamstrupGroup.voltage(single ? ["l1V"] : VOLTAGES),
  ];
}

function writeInstantaneous(writer: AxdrWriter, state: HouseholdState): void {
  writePairs(writer, { state, group: kamstrupGroup.power(POWERS), channel: "1-1" });
  for (const group of phaseGroups(state.wiring)) {
    writePairs(writer, { state, group, channel: "1-1" });
    const nulls = group.fields.length === 1 ? NULLS_OF_MISSING_PHASES : 0;
    for (let count = 0; count < nulls; count++) writer.null();
  }
}
