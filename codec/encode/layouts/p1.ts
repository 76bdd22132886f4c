/**
 * A Dutch smart meter on DSMR 5.0 with a gas meter on its M-Bus: tariff registers, per-phase
 * powers, counts of failures, sags and swells (chapter 10 §7).
 */
import type { Layout } from "../parts/layout.ts";
import { p1Push } from "../parts/link.ts";
import { isoSecond, markedClock } from "../parts/meter_clock.ts";
import {
  cubicMetres,
  hexText,
  p1Clock,
  p1Count,
  type P1Group,
  p1Lines,
  p1Values,
  TARIFFS,
  tariffTotals,
} from "../parts/p1_lines.ts";

const IDENTIFICATION = "KFM5METERD-SIM";
const METER_ID = "E0099000000001234";
const GAS_METER_ID = "G0099000000005678";

const POWER: P1Group = { fields: ["importW", "exportW"], unit: "kW", digits: 2, decimals: 3 };
const PHASES: readonly P1Group[] = [
  { fields: ["l1V", "l2V", "l3V"], unit: "V", digits: 3, decimals: 1 },
  { fields: ["l1A", "l2A", "l3A"], unit: "A", digits: 3, decimals: 0 },
  {
    fields: ["l1ImportW", "l2ImportW", "l3ImportW", "l1ExportW", "l2ExportW", "l3ExportW"],
    unit: "kW",
    digits: 2,
    decimals: 3,
  },
];
/** Power failures, long ones, sags and swells per phase: a quiet grid. */
const COUNTS = { failures: 7, longFailures: 2, sags: [1, 0, 3], swells: [0, 1, 0] } as const;

export const p1 = {
  id: "p1",
  description: "DSMR 5 (Netherlands) with a gas meter: a telegram every second",
  serial: { baud: 115_200, format: "8N1" },
  wirings: ["tn"],
  pushes: [{ list: 4, everyMs: 1_000, offsetMs: 0 }],
  ciphering: { maker: "KFM", suite: 0 },

  encode: (state, _list, security) =>
    p1Push(IDENTIFICATION, {
      security,
      lines: [
        "1-3:0.2.8(50)",
        `0-0:1.0.0(${p1Clock(state)})`,
        `0-0:96.1.1(${hexText(METER_ID)})`,
        ...p1Lines(state, TARIFFS),
        `0-0:96.14.0(000${state.activeTariff})`,
        ...p1Lines(state, POWER),
        `0-0:96.7.21(${p1Count(COUNTS.failures)})`,
        `0-0:96.7.9(${p1Count(COUNTS.longFailures)})`,
        "1-0:99.97.0(0)(0-0:96.7.19)",
        ...COUNTS.sags.map((sags, at) => `1-0:${32 + 20 * at}.32.0(${p1Count(sags)})`),
        ...COUNTS.swells.map((swells, at) => `1-0:${32 + 20 * at}.36.0(${p1Count(swells)})`),
        "0-0:96.13.0()",
        ...PHASES.flatMap((group) => p1Lines(state, group)),
        "0-1:24.1.0(003)",
        `0-1:96.1.0(${hexText(GAS_METER_ID)})`,
        `0-1:24.2.1(${p1Clock(state, state.registers.gasAtMs)})(${
          cubicMetres(state.registers.gasLitres)
        })`,
      ],
    }),

  expected(state) {
    const values = p1Values(state, [TARIFFS, POWER, ...PHASES]);
    return {
      vendor: "kaifa",
      listId: IDENTIFICATION.slice(0, 4),
      meterId: METER_ID,
      meterModel: IDENTIFICATION.slice(4),
      listType: 4,
      meterTime: markedClock(state).instant,
      ...values,
      ...tariffTotals(state),
      activeTariff: state.activeTariff,
      failures: COUNTS.failures,
      longFailures: COUNTS.longFailures,
      sagsL1: COUNTS.sags[0],
      sagsL2: COUNTS.sags[1],
      sagsL3: COUNTS.sags[2],
      swellsL1: COUNTS.swells[0],
      swellsL2: COUNTS.swells[1],
      swellsL3: COUNTS.swells[2],
      subMeters: [{
        channel: 1,
        kind: "gas",
        id: GAS_METER_ID,
        value: state.registers.gasLitres / 1000,
        unit: "m3",
        at: isoSecond(state.registers.gasAtMs),
      }],
    };
  },
} as const satisfies Layout;
