/** The meters of the history child: what they say at any second, a pure function of the time. */
import type { MeterReading, Reading } from "#model/reading.ts";
import { OSLO } from "./history_life.ts";

/** How a history child is to live. */
export type ChildOptions = {
  readonly dataDir: string;
  /** Its first second and the one after its last, seconds UTC. */
  readonly fromS: number;
  readonly toS: number;
  readonly seed: number;
  /** Simulated seconds between two edits, imports or backups, on average; 0: none. */
  readonly deedS: number;
  /** Real milliseconds that a simulated second lasts while a file is being synced. */
  readonly syncPauseMs: number;
  /** It ends by killing itself. */
  readonly isKilled?: boolean;
};

export const CHILD_METERS = [{ id: "main", zone: OSLO }, { id: "solar", zone: OSLO }] as const;

/** 2026-03-10T06:00:00Z. */
export const CHILD_BEGIN_S = Date.UTC(2026, 2, 10, 6) / 1000;

/** Register of `main` at a second: 1 Wh a second, so that no two readings are the same. */
export function mainWh(atS: number): number {
  return atS - CHILD_BEGIN_S + 1_000_000;
}

/** Everything that is on the wires at a second. */
export function householdReadings(atS: number, stream: string): MeterReading[] {
  const heard = (meter: string, fields: Partial<Reading>): MeterReading => ({
    meter,
    reading: { vendor: "kaifa", listType: 2, receivedAtMs: atS * 1000, ...fields },
    frame: { stream: `${meter} ${stream}`, endOffset: atS, tickMs: atS * 1000 },
  });
  const importW = 3600 + (atS * 7919) % 500 - 250;
  const found = [heard("main", {
    importW,
    exportW: 0,
    importWh: mainWh(atS),
    exportWh: Math.floor(mainWh(atS) / 7),
  })];
  const intoHourS = atS % 3600;
  if (intoHourS % 10 === 3) found.push(heard("solar", { importW: 0, exportW: importW }));
  if (intoHourS === 7) {
    const hourS = atS - intoHourS;
    const meterTime = `${new Date(hourS * 1000).toISOString().slice(0, 19)}Z`;
    const exportWh = Math.round((hourS - CHILD_BEGIN_S) * 1.02) + 5_000_000;
    found.push(heard("solar", { importWh: 77_000, exportWh, meterTime }));
  }
  return found;
}
