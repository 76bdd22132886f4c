/** Decimal numbers of the wire: an integer and a power of ten. */

const EXPONENT_MAX = 12;
const POWERS_OF_TEN = Array.from({ length: EXPONENT_MAX + 1 }, (_, power) => Number(`1e${power}`));

/**
 * `raw` · 10^`exponent`, rounded once, so that it is exact as far as a decimal can be; NaN when the
 * exponent is not −12 to 12, which no meter sends.
 */
export function scaled(raw: number, exponent: number): number {
  const power = POWERS_OF_TEN[Math.abs(exponent)] ?? NaN;
  return exponent < 0 ? raw / power : raw * power;
}
