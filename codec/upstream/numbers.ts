/**
 * Numbers as amsreader-firmware writes them: rounded to a fixed count of decimals, unknown is 0.
 */

/** Rounds to some decimals. */
export function rounded(value: number | null | undefined, decimals: number): number {
  const factor = 10 ** decimals;
  return Math.round((value ?? 0) * factor) / factor;
}

/** Wh as kWh with 3 decimals. */
export function kwh(wattHours: number | null | undefined): number {
  return rounded((wattHours ?? 0) / 1000, 3);
}
