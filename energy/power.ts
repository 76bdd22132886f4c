/**
 * Which power flows after a telegram, when telegrams say only part of it: the short Norwegian list
 * carries import alone (chapter 10 §10.1).
 */
import type { Reading } from "#model/reading.ts";

/** Total active power as last known, W; `null` until the meter said it. */
export type Power = { readonly importW: number | null; readonly exportW: number | null };

export const NO_POWER: Power = { importW: null, exportW: null };

/**
 * The power after a reading. Energy flows one way at a time, so an import above 0 without a word on
 * export means that nothing is exported; an import of 0 leaves the last known export standing.
 *
 * @example
 * ```ts
 * import { nextPower } from "#energy/power.ts";
 * const power = { importW: 0, exportW: 1500 };
 * const next = nextPower(power, { importW: 800 });
 * console.log(next.exportW); // 0
 * ```
 */
export function nextPower(power: Power, said: Pick<Reading, "importW" | "exportW">): Power {
  const { importW, exportW } = said;
  if (importW === undefined && exportW === undefined) return power;
  if (exportW === undefined) {
    return { importW: importW ?? null, exportW: (importW ?? 0) > 0 ? 0 : power.exportW };
  }
  return { importW: importW ?? (exportW > 0 ? 0 : power.importW), exportW };
}

/** Import minus export, W; `null` while the direction is unknown. */
export function netWOf({ importW, exportW }: Power): number | null {
  if (importW === null) return exportW === null || exportW === 0 ? null : -exportW;
  if (exportW === null) return importW > 0 ? importW : null;
  return importW - exportW;
}
