/** Why a reading does not fit: one sentence, and the limit that would have to be wider for it. */
import type { Reading } from "#model/reading.ts";
import type { Limit, Limits } from "./limits.ts";

export type Misfit = {
  /** The field that is contested. */
  readonly field: keyof Reading;
  /** Field, value and limit for the owner. */
  readonly what: string;
  /** The limit to widen and what it would have to be; `null` where none helps. */
  readonly beyond: { readonly limit: Limit; readonly by: number } | null;
};

/** The next one may be larger still. */
const MARGIN = 3;
/** Excesses of one cause are alike. */
const ALIKE = 2;

/** The limits with room for what did not fit; `null` when no limit is at fault. */
export function widened(limits: Limits, { beyond }: Misfit): Limits | null {
  return beyond === null ? null : { ...limits, [beyond.limit]: MARGIN * beyond.by };
}

/** Whether two readings exceed one limit by about the same. */
export function isAlike(a: Misfit | null, b: Misfit): boolean {
  if (a === null || a.beyond === null || a.beyond.limit !== b.beyond?.limit) return false;
  const ratio = a.beyond.by / b.beyond.by;
  return ratio <= ALIKE && ratio >= 1 / ALIKE;
}

/** A number for a sentence. */
export function plain(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}
