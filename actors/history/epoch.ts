/** Where registers begin anew: what they said before, and what they say now. */
import type { MeterEpoch } from "#model/energy.ts";
import type { Reading } from "#model/reading.ts";

/**
 * The epoch that begins with a reading.
 *
 * @param heard What the meter said up to then; `null` if nothing.
 */
export function epochOf(heard: Reading | null, reading: Reading): MeterEpoch {
  return {
    atMs: reading.receivedAtMs,
    meterId: reading.meterId ?? null,
    before: registersOf(heard ?? {}),
    after: registersOf(reading),
  };
}

function registersOf({ importWh, exportWh }: Partial<Reading>): MeterEpoch["before"] {
  return { importWh: rounded(importWh), exportWh: rounded(exportWh) };
}

function rounded(wh: number | undefined): number | null {
  return wh === undefined ? null : Math.round(wh);
}
