/**
 * One value of a reading as few bytes. Numbers of up to three decimals and instants are written as
 * the difference to the value before. The first number is 6 × n + kind:
 *
 *     0–3  number with so many decimals; n is its difference in units of the last decimal
 *     4    n = 0: a float of 8 bytes follows; n = 1: a text follows; 2, 3: false, true
 *     5    instant in whole seconds UTC; n is its difference in s
 */
import type { ByteReader, ByteWriter } from "./bytes.ts";

/** A field's value; lists are given as JSON. */
export type Value = number | string | boolean;

const KINDS = 6;
const OTHER = 4;
const INSTANT = 5;
const DECIMALS_MAX = 3;
const FLOAT = 0;
const TEXT = 1;
const FALSE = 2;
const TRUE = 3;
const SCALES = [1, 10, 100, 1000] as const;
/** Beyond this a difference times `KINDS` is no exact number any more. */
const UNITS_MAX = 2 ** 48;

export function writeValue(out: ByteWriter, value: Value, before: Value | undefined): void {
  if (typeof value === "number") return writeNumber(out, value, before);
  if (typeof value === "boolean") return write(out, value ? TRUE : FALSE, OTHER);
  const seconds = secondsOf(value);
  if (seconds !== null) {
    const base = typeof before === "string" ? secondsOf(before) ?? 0 : 0;
    return write(out, seconds - base, INSTANT);
  }
  write(out, TEXT, OTHER);
  out.text(value);
}

/** Reads a value; throws `RangeError` when the bytes are none. */
export function readValue(input: ByteReader, before: Value | undefined): Value {
  const whole = input.whole();
  const kind = ((whole % KINDS) + KINDS) % KINDS;
  const n = (whole - kind) / KINDS;
  if (kind <= DECIMALS_MAX) {
    const scale = SCALES[kind] as number;
    return (unitsOf(before, scale) + n) / scale;
  }
  if (kind === INSTANT) {
    const base = typeof before === "string" ? secondsOf(before) ?? 0 : 0;
    return instantOf(base + n);
  }
  if (n === FLOAT) return input.float();
  if (n === TEXT) return input.text();
  if (n === FALSE || n === TRUE) return n === TRUE;
  throw new RangeError("a record has an unknown kind of value");
}

function writeNumber(out: ByteWriter, value: number, before: Value | undefined): void {
  for (let decimals = 0; decimals <= DECIMALS_MAX; decimals++) {
    const scale = SCALES[decimals] as number;
    const units = Math.round(value * scale);
    if (!(Math.abs(units) < UNITS_MAX) || units / scale !== value || Object.is(value, -0)) continue;
    return write(out, units - unitsOf(before, scale), decimals);
  }
  write(out, FLOAT, OTHER);
  out.float(value);
}

function write(out: ByteWriter, n: number, kind: number): void {
  out.whole(n * KINDS + kind);
}

function unitsOf(before: Value | undefined, scale: number): number {
  if (typeof before !== "number") return 0;
  const units = Math.round(before * scale);
  return Math.abs(units) < UNITS_MAX ? units : 0;
}

/** Seconds of an instant written as `2026-01-01T00:00:00Z`, else `null`. */
function secondsOf(text: string): number | null {
  if (text.length !== 20 || !text.endsWith("Z")) return null;
  const atMs = Date.parse(text);
  return Number.isNaN(atMs) || instantOf(atMs / 1000) !== text ? null : atMs / 1000;
}

function instantOf(seconds: number): string {
  const atMs = seconds * 1000;
  if (!(Math.abs(atMs) <= 8.64e15)) throw new RangeError("a record has an impossible instant");
  return `${new Date(atMs).toISOString().slice(0, 19)}Z`;
}
