/**
 * A Belgian meter (e-MUCS-P1) with gas and water on its M-Bus: the running quarter, the peak of the
 * month and of the months before, gas without temperature correction (chapter 10 §7, §17).
 */
import type { HouseholdState } from "../household_state.ts";
import { p1Number, p1Telegram } from "../p1.ts";
import type { Layout } from "../parts/layout.ts";
import { isoSecond, markedClock } from "../parts/meter_clock.ts";
import {
  cubicMetres,
  hexText,
  p1Clock,
  type P1Group,
  p1Lines,
  p1Values,
  TARIFFS,
  tariffTotals,
} from "../parts/p1_lines.ts";

const IDENTIFICATION = "FLU5\\253799001_A";
const METER_ID = "1SIM0099001234";
const GAS_METER_ID = "7SIM0099005678";
const WATER_METER_ID = "8SIM0099009012";
/** The clock of a peak before there is one. */
const UNSET = "632525252525W";
const PEAK_W = 4321;
const PEAK_AFTER_MS = 18.25 * 3_600_000;
const KILOWATTS = { digits: 2, decimals: 3, unit: "kW" };

const MOMENTARY: readonly P1Group[] = [
  {
    fields: [
      "importW",
      "exportW",
      "l1ImportW",
      "l2ImportW",
      "l3ImportW",
      "l1ExportW",
      "l2ExportW",
      "l3ExportW",
    ],
    ...KILOWATTS,
  },
  { fields: ["l1V", "l2V", "l3V"], unit: "V", digits: 3, decimals: 1 },
  { fields: ["l1A", "l2A", "l3A"], unit: "A", digits: 3, decimals: 2 },
];

export const p1Be = {
  id: "p1-be",
  description: "P1 (Belgium) with gas and water: a telegram every second",
  serial: { baud: 115_200, format: "8N1" },
  wirings: ["tn"],
  pushes: [{ list: 4, everyMs: 1_000, offsetMs: 0 }],

  encode: (state) =>
    p1Telegram(IDENTIFICATION, [
      "0-0:96.1.4(50217)",
      `0-0:96.1.1(${hexText(METER_ID)})`,
      `0-0:1.0.0(${p1Clock(state)})`,
      ...p1Lines(state, TARIFFS),
      `0-0:96.14.0(000${state.activeTariff})`,
      `1-0:1.4.0(${p1Number(state.importW, KILOWATTS)})`,
      ...peakLines(state),
      ...MOMENTARY.flatMap((group) => p1Lines(state, group)),
      "0-0:96.3.10(1)",
      "0-0:17.0.0(999.9*kW)",
      "1-0:31.4.0(999*A)",
      "0-0:96.13.0()",
      "0-1:24.1.0(003)",
      `0-1:96.1.1(${hexText(GAS_METER_ID)})`,
      "0-1:24.4.0(1)",
      `0-1:24.2.3(${gasClock(state)})(${cubicMetres(state.registers.gasLitres)})`,
      "0-2:24.1.0(007)",
      `0-2:96.1.1(${hexText(WATER_METER_ID)})`,
      `0-2:24.2.1(${gasClock(state)})(${cubicMetres(waterLitres(state))})`,
    ]),

  expected: (state) => ({
    vendor: "unknown",
    listId: IDENTIFICATION.slice(0, 4),
    meterId: METER_ID,
    meterModel: IDENTIFICATION.slice(4),
    listType: 4,
    meterTime: markedClock(state).instant,
    ...p1Values(state, [TARIFFS, ...MOMENTARY]),
    ...tariffTotals(state),
    activeTariff: state.activeTariff,
    quarterW: state.importW,
    ...peakOf(state),
    subMeters: [
      {
        channel: 1,
        kind: "gas",
        id: GAS_METER_ID,
        value: state.registers.gasLitres / 1000,
        unit: "m3",
        at: isoSecond(state.registers.gasAtMs),
      },
      {
        channel: 2,
        kind: "water",
        id: WATER_METER_ID,
        value: waterLitres(state) / 1000,
        unit: "m3",
        at: isoSecond(state.registers.gasAtMs),
      },
    ],
  }),
} as const satisfies Layout;

/** The peak of every month is on its first evening. */
function peakAtMs({ zone }: HouseholdState, monthMs: number): number {
  return zone.startOfMs("month", monthMs) + PEAK_AFTER_MS;
}

function peakOf(state: HouseholdState) {
  const atMs = peakAtMs(state, state.atMs);
  if (atMs > state.atMs) return { monthPeakW: 0 };
  return { monthPeakW: PEAK_W, monthPeakAt: isoSecond(atMs) };
}

function peakLines(state: HouseholdState): string[] {
  const { monthPeakW, monthPeakAt } = peakOf(state);
  const thisPeak = monthPeakAt === undefined ? UNSET : p1Clock(state, Date.parse(monthPeakAt));
  const thisMonthMs = state.zone.startOfMs("month", state.atMs);
  const lastPeak = p1Clock(state, peakAtMs(state, state.zone.shiftMonthMs(thisMonthMs, -1)));
  const power = p1Number(PEAK_W, KILOWATTS);
  return [
    `1-0:1.6.0(${thisPeak})(${p1Number(monthPeakW, KILOWATTS)})`,
    `0-0:98.1.0(1)(1-0:1.6.0)(1-0:1.6.0)(${p1Clock(state, thisMonthMs)})(${lastPeak})(${power})`,
  ];
}

function gasClock(state: HouseholdState): string {
  return p1Clock(state, state.registers.gasAtMs);
}

/** The household has no water meter: a tenth of its gas. */
function waterLitres(state: HouseholdState): number {
  return Math.floor(state.registers.gasLitres / 10);
}
