/** Programmer errors: an impossible state ends the actor, is counted and becomes a bug report. */
import { Fault } from "#model/fault.ts";

/**
 * Throws an `internal` fault when a claim about our own code is false. Never used on outside data.
 *
 * @example
 * ```ts
 * import { assert } from "#runtime/assert.ts";
 * assert(1 + 1 === 2, "arithmetic works");
 * ```
 */
export function assert(claim: unknown, what: string): asserts claim {
  if (!claim) throw new Fault("internal", { what });
}
