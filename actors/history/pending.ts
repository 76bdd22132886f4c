/**
 * What one meter has to store at the next commit: whole rows, so writing them twice is harmless.
 */
import type { Energy, MeterEpoch, RegisterPoint } from "#model/energy.ts";
import type { MeterReading } from "#model/reading.ts";
import type { SubMeterPoint } from "#model/sub_meter.ts";
import type { PowerBucket } from "#energy/power_bucket.ts";
import type { EnergyEvent, Quarter } from "#energy/quarter.ts";

/** A quarter as it shall be, and the energy with which it is in the database. */
export type PendingQuarter = { readonly quarter: Quarter; readonly stored: Energy };

/** Rows by the start of their span, ms UTC. */
export class Pending {
  readonly power10s = new Map<number, PowerBucket>();
  readonly power1min = new Map<number, PowerBucket>();
  readonly quarters = new Map<number, PendingQuarter>();
  readonly minutes = new Map<number, MeterReading[]>();
  /** What flowed through sub-meters since the last commit, by sub-meter and quarter. */
  readonly subMeters = new Map<string, SubMeterPoint>();
  readonly registers: RegisterPoint[] = [];
  readonly events: EnergyEvent[] = [];
  readonly epochs: MeterEpoch[] = [];

  /** Nothing was heard since the last commit. */
  get isEmpty(): boolean {
    return this.minutes.size === 0;
  }

  /** The energy by which the waiting quarters of a span change what the database says. */
  changeWh(fromMs: number, toMs: number): Energy {
    let importWh = 0;
    let exportWh = 0;
    for (const [atMs, { quarter, stored }] of this.quarters) {
      if (atMs < fromMs || atMs >= toMs) continue;
      importWh += quarter.importWh - stored.importWh;
      exportWh += quarter.exportWh - stored.exportWh;
    }
    return { importWh, exportWh };
  }
}
