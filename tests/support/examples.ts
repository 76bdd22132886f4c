/** Readings as a meter would give them, for tests of what comes after the decoder. */
import type { RunningEnergy, StoredReading } from "#model/energy.ts";
import type { Reading } from "#model/reading.ts";

/** The three-phase list 3 of the examples in chapter 30 §6.3. */
export const LIST_3: Reading = {
  vendor: "aidon",
  listType: 3,
  receivedAtMs: 1_767_614_405_000,
  listId: "AIDON_V0001",
  meterId: "7359992890941742",
  meterModel: "6525",
  meterTime: "2026-01-05T12:00:00Z",
  importW: 2345,
  exportW: 0,
  importVar: 0,
  exportVar: 118,
  l1A: 3.4,
  l2A: 4.1,
  l3A: 2.9,
  l1V: 231.4,
  l2V: 229.8,
  l3V: 230.6,
  importWh: 48_231_127,
  exportWh: 12_500,
  importVarh: 310_442,
  exportVarh: 1_822_905,
  threePhase: true,
};

export const RUNNING: RunningEnergy = {
  quarter: { importWh: 4, exportWh: 0 },
  hour: { importWh: 4, exportWh: 0 },
  day: { importWh: 14_210, exportWh: 400 },
  month: { importWh: 98_400, exportWh: 2_100 },
  lastMonth: { importWh: 611_250, exportWh: 35_000 },
};

/** A stored reading; every call has the next place in its stream. */
export function storedReading(reading: Reading = LIST_3, meter = "main"): StoredReading {
  const netW = (reading.importW ?? 0) - (reading.exportW ?? 0);
  return {
    meter,
    reading,
    newest: reading,
    netW,
    running: RUNNING,
    frame: { stream: "s", endOffset: nextOffset++, tickMs: 0 },
  };
}
let nextOffset = 1;
