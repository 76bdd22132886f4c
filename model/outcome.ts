/**
 * The result of anything that may fail in an expected way: a bad checksum, an unknown meter, a
 * wrong form input. Faults of the world are thrown instead, see `fault.ts`.
 */
import type { Fault } from "./fault.ts";

/** Either a value or the fault that stands in its place. */
export type Outcome<T> = Good<T> | Bad;
export type Good<T> = { readonly ok: true; readonly value: T };
export type Bad = { readonly ok: false; readonly fault: Fault };

/**
 * Wraps a value.
 *
 * @example
 * ```ts
 * import { good } from "#model/outcome.ts";
 * const outcome = good(42);
 * if (outcome.ok) console.log(outcome.value);
 * ```
 */
export function good<T>(value: T): Good<T> {
  return { ok: true, value };
}

/** Wraps a fault. */
export function bad(fault: Fault): Bad {
  return { ok: false, fault };
}
