/** Sharing a whole number out in proportion, so that the shares are whole and add up exactly. */

/** Remainders that differ by less are equal: sums of fractions are a little off. */
const EQUAL = 1e-7;

/**
 * Shares a whole number by weight with the largest-remainder rule: every share is rounded down, and
 * what is left goes one by one to the largest remainders, the first of equals first. Weights are
 * at least 0; when all are 0 the shares are equal.
 *
 * @example
 * ```ts
 * import { splitWhole } from "#energy/split.ts";
 * console.log(splitWhole(6000, [1400, 1550, 1500, 1450])); // [1424, 1576, 1525, 1475]
 * ```
 */
export function splitWhole(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((sum, weight) => sum + weight, 0);
  const exact = weights.map((weight) => sum > 0 ? total * weight / sum : total / weights.length);
  const shares = exact.map(Math.floor);
  const left = total - shares.reduce((sum, share) => sum + share, 0);
  const byRemainder = exact
    .map((value, at) => ({ at, remainder: Math.round((value - Math.floor(value)) / EQUAL) }))
    .sort((a, b) => b.remainder - a.remainder || a.at - b.at);
  for (let given = 0; given < left; given++) {
    const { at } = byRemainder[given % byRemainder.length] as { at: number };
    shares[at] = (shares[at] ?? 0) + 1;
  }
  return shares;
}
