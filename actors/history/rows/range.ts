/** A part of a table. */

/** A meter's rows in `[fromMs, toMs)`, oldest first, at most so many. */
export type RowRange = {
  readonly meter: number;
  readonly fromMs: number;
  readonly toMs: number;
  readonly limit: number;
};

/** Tables count in whole seconds. */
export function secondsOf(atMs: number): number {
  return Math.floor(atMs / 1000);
}
