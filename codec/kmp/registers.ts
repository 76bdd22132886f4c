/**
 * The registers that meters of the Kamstrup 382 kind answer for, and the numbers they answer with
 * (chapter 10 §13). A number is `unit, n, siex, mantissa(n)`: unsigned, with the sign in bit 7 of
 * siex, the sign of the power of ten in bit 6 and the power in the rest.
 */

/** Register ids. */
export const KMP = {
  importEnergy: 0x0001,
  exportEnergy: 0x0002,
  /** The same in finer steps. */
  importEnergyFine: 0x000d,
  exportEnergyFine: 0x000e,
  voltages: [0x041e, 0x041f, 0x0420],
  currents: [0x0434, 0x0435, 0x0436],
  /** Positive is import, negative export. */
  powers: [0x0438, 0x0439, 0x043a],
} as const;

/** What a register is of, in units of the reading. */
export type KmpQuantity = "energy" | "power" | "voltage" | "current";

type Unit = { readonly quantity: KmpQuantity; readonly exponent: number };

/** By their number on the wire. Reactive units are known, but no register of theirs is. */
const UNITS: ReadonlyMap<number, Unit> = new Map([
  [1, { quantity: "energy", exponent: 0 }],
  [2, { quantity: "energy", exponent: 3 }],
  [3, { quantity: "energy", exponent: 6 }],
  [21, { quantity: "power", exponent: 0 }],
  [22, { quantity: "power", exponent: 3 }],
  [33, { quantity: "voltage", exponent: 0 }],
  [34, { quantity: "current", exponent: 0 }],
  [35, { quantity: "voltage", exponent: 3 }],
  [36, { quantity: "current", exponent: 3 }],
]);

/** Unit, n, siex. */
const HEADER_BYTES = 3;
const MANTISSA_BYTES_MAX = 8;

export type KmpNumber = {
  /** `null` for a unit that no reading has. */
  readonly quantity: KmpQuantity | null;
  /** Wh, W, V or A; NaN when it is more than a number can hold. */
  readonly value: number;
  /** Behind the number. */
  readonly end: number;
};

/** Reads the number at `at`; `null` when it does not end within the bytes. */
export function kmpNumber(bytes: Uint8Array, at: number): KmpNumber | null {
  const mantissaAt = at + HEADER_BYTES;
  const length = bytes[at + 1] ?? 0;
  const end = mantissaAt + length;
  if (length === 0 || length > MANTISSA_BYTES_MAX || end > bytes.length) return null;
  let mantissa = 0;
  for (let place = mantissaAt; place < end; place++) mantissa = mantissa * 256 + bytes[place]!;
  const unit = UNITS.get(bytes[at]!);
  const exponent = exponentOf(bytes[at + 2]!) + (unit?.exponent ?? 0);
  const scaled = exponent < 0 ? mantissa / 10 ** -exponent : mantissa * 10 ** exponent;
  const isExact = mantissa <= Number.MAX_SAFE_INTEGER && Number.isFinite(scaled);
  const value = bytes[at + 2]! & 0x80 ? -scaled : scaled;
  return { quantity: unit?.quantity ?? null, value: isExact ? value : NaN, end };
}

function exponentOf(siex: number): number {
  const power = siex & 0x3f;
  return siex & 0x40 ? -power : power;
}
