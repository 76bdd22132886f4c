/**
 * A-XDR (IEC 61334-6): the types of a DLMS payload, appended one after the other. Every call writes
 * one element; counts of arrays and structures are the caller's promise.
 */
import { Fault } from "#model/fault.ts";
import { type Bytes, joinBytes, latin1Bytes } from "./bytes.ts";

/**
 * A payload under construction.
 *
 * @example
 * ```ts
 * import { AxdrWriter } from "#codec/encode/axdr.ts";
 * const listOne = new AxdrWriter().structure(1).number("uint32", 4117).bytes();
 * console.log(listOne.toHex()); // 02010600001015
 * ```
 */
export class AxdrWriter {
  readonly #parts: ArrayLike<number>[] = [];

  array(count: number): this {
    return this.#append([0x01, ...length(count)]);
  }

  structure(count: number): this {
    return this.#append([0x02, ...length(count)]);
  }

  null(): this {
    return this.#append([0x00]);
  }

  boolean(value: boolean): this {
    return this.#append([0x03, value ? 1 : 0]);
  }

  /** A number of one of the types that meters use for quantities. */
  number(type: NumberType, value: number): this {
    const { tag, size, min, max } = NUMBER_TYPES[type];
    if (!Number.isInteger(value) || value < min || value > max) {
      throw new Fault("internal", { what: `${value} is no ${type}` });
    }
    const bytes = new Uint8Array(1 + size);
    bytes[0] = tag;
    for (let at = size, rest = value; at > 0; at--, rest = Math.floor(rest / 256)) {
      bytes[at] = rest & 0xff;
    }
    return this.#append(bytes);
  }

  octets(bytes: ArrayLike<number>): this {
    return this.#append([0x09, ...length(bytes.length)]).#append(bytes);
  }

  visible(text: string): this {
    return this.#append([0x0a, ...length(text.length)]).#append(latin1Bytes(text));
  }

  /** An OBIS code as an octet string: `1-0:1.7.0` or, with F, `1-1:0.2.129.255`. */
  obis(code: string): this {
    const groups = code.split(/[-:.]/).map(Number);
    return this.octets(groups.length === 5 ? [...groups, 255] : groups);
  }

  /** structure{int8 scaler, enum unit} (Blue Book, `scal_unit_type`). */
  scalerUnit(scaler: number, unit: number): this {
    return this.structure(2).number("int8", scaler).number("enum", unit);
  }

  bytes(): Bytes {
    return joinBytes(this.#parts);
  }

  #append(bytes: ArrayLike<number>): this {
    this.#parts.push(bytes);
    return this;
  }
}

const NUMBER_TYPES = {
  int8: { tag: 0x0f, size: 1, min: -0x80, max: 0x7f },
  uint8: { tag: 0x11, size: 1, min: 0, max: 0xff },
  enum: { tag: 0x16, size: 1, min: 0, max: 0xff },
  int16: { tag: 0x10, size: 2, min: -0x8000, max: 0x7fff },
  uint16: { tag: 0x12, size: 2, min: 0, max: 0xffff },
  int32: { tag: 0x05, size: 4, min: -0x8000_0000, max: 0x7fff_ffff },
  uint32: { tag: 0x06, size: 4, min: 0, max: 0xffff_ffff },
  uint64: { tag: 0x15, size: 8, min: 0, max: Number.MAX_SAFE_INTEGER },
} as const;

export type NumberType = keyof typeof NUMBER_TYPES;

/** A-XDR length: one byte below 128, else the count of length bytes and these. */
function length(count: number): number[] {
  if (count < 0x80) return [count];
  return count < 0x100 ? [0x81, count] : [0x82, count >> 8, count & 0xff];
}
