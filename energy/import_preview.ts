/** What an import meets where it is to go: nothing, the same, or something else. */
import type { ConflictPolicy, EnergyChange } from "#model/edits.ts";
import type { EnergyPoint } from "#model/energy.ts";
import { allowedChange } from "./edit_policy.ts";

/** A quarter that is known otherwise. */
export type Conflict = {
  readonly known: EnergyPoint;
  readonly wanted: EnergyChange;
  /** Whether the policy takes what is new. */
  readonly isTaken: boolean;
};

/** Quarters by what they meet. */
export type Meeting = {
  /** Nothing was known of them. */
  readonly fresh: number;
  /** They are known to be so already. */
  readonly same: number;
  readonly conflicts: readonly Conflict[];
};

/** Compares an import with the quarters that are known in its span. */
export function meetingOf(
  changes: readonly EnergyChange[],
  known: readonly EnergyPoint[],
  policy: ConflictPolicy,
): Meeting {
  const points = new Map(known.map((point) => [point.atMs, point]));
  const conflicts: Conflict[] = [];
  let [fresh, same] = [0, 0];
  for (const wanted of changes) {
    const shown = points.get(wanted.atMs) ?? null;
    const passes = (policy: ConflictPolicy) =>
      allowedChange(wanted, shown, { policy, quality: "imported" }) !== null;
    if (!passes("replace")) same++;
    else if (shown === null || passes("keep")) fresh++;
    else conflicts.push({ known: shown, wanted, isTaken: passes(policy) });
  }
  return { fresh, same, conflicts };
}
