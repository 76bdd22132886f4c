/** Chance that repeats: the same seed and the same numbers give the same fraction, in any order. */

/**
 * A fraction from 0 to below 1 for a seed and two coordinates.
 *
 * @example
 * ```ts
 * import { chance } from "#drivers/sim/chance.ts";
 * console.log(chance(42, 7, 1) === chance(42, 7, 1)); // true
 * ```
 */
export function chance(seed: number, a: number, b = 0): number {
  let mixed = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(a | 0, 0xc2b2ae35);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d) ^ Math.imul(b | 0, 0x297a2d39);
  mixed = Math.imul(mixed ^ (mixed >>> 12), 0x297a2d39);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x85ebca6b);
  return ((mixed ^ (mixed >>> 13)) >>> 0) / 0x1_0000_0000;
}

/** One stream of fractions: each call gives the next. */
export function chances(seed: number, a: number): () => number {
  let count = 0;
  return () => chance(seed, a, count++);
}
