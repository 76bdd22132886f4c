/** Readings for tests of what comes behind the decoder. */
import type { MeterReading, Reading } from "#model/reading.ts";

/** 2026-03-10T09:00:00Z: an ordinary hour in every zone. */
export const NINE_MS = Date.UTC(2026, 2, 10, 9);

/** A bare reading of list type 2 with the given fields. */
export function reading(receivedAtMs: number, fields: Partial<Reading> = {}): Reading {
  return { vendor: "kaifa", listType: 2, receivedAtMs, ...fields };
}

/** A reading of the meter `main`; its place in the stream is its time, its clock never steps. */
export function meterReading(receivedAtMs: number, fields: Partial<Reading> = {}): MeterReading {
  return entryOf(reading(receivedAtMs, fields));
}

/** Likewise for a reading that is there already. */
export function entryOf(reading: Reading): MeterReading {
  const atMs = reading.receivedAtMs;
  return { meter: "main", reading, frame: { stream: "test", endOffset: atMs, tickMs: atMs } };
}

/** A believable three-phase P1 telegram a second: what one of the larger meters says. */
export function p1Reading(
  receivedAtMs: number,
  { importWh, importW, random }: { importWh: number; importW: number; random: () => number },
): MeterReading {
  const noise = (of: number, by: number) => Math.round(of + by * (random() - 0.5));
  const at = (ms: number) => `${new Date(ms).toISOString().slice(0, 19)}Z`;
  return meterReading(receivedAtMs, {
    vendor: "sagemcom",
    listType: 4,
    meterId: "ESMR5-1234567",
    meterModel: "T210-D",
    meterTime: at(receivedAtMs),
    importW,
    exportW: 0,
    l1V: noise(2300, 20) / 10,
    l2V: noise(2310, 20) / 10,
    l3V: noise(2290, 20) / 10,
    l1A: noise(importW / 3 / 230, 2),
    l2A: noise(importW / 3 / 230, 2),
    l3A: noise(importW / 3 / 230, 2),
    l1ImportW: noise(importW / 3, 60),
    l2ImportW: noise(importW / 3, 60),
    l3ImportW: noise(importW / 3, 60),
    l1ExportW: 0,
    l2ExportW: 0,
    l3ExportW: 0,
    importWh,
    exportWh: 1_234_567,
    importWhT1: importWh - 5_000_000,
    importWhT2: 5_000_000,
    exportWhT1: 1_000_000,
    exportWhT2: 234_567,
    activeTariff: 1,
    threePhase: true,
    failures: 4,
    longFailures: 2,
    subMeters: [{
      channel: 1,
      kind: "gas",
      id: "G4-555",
      value: 4321.123,
      unit: "m3",
      at: at(Math.floor(receivedAtMs / 3_600_000) * 3_600_000),
    }],
  });
}
