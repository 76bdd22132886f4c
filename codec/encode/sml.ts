/**
 * SML (BSI TR-03109-1, annex IV a): elements in their binary encoding, messages with their
 * checksums, and the transport with its escapes (version 1 of the protocol).
 */
import { Fault } from "#model/fault.ts";
import { type Bytes, joinBytes } from "./bytes.ts";
import { crc16X25 } from "./crc16.ts";

type Checksum = (bytes: Uint8Array) => number;

const OCTETS = 0x00;
const INTEGER = 0x50;
const UNSIGNED = 0x60;
const LIST = 0x70;
const MORE = 0x80;
const ESCAPE = [0x1b, 0x1b, 0x1b, 0x1b];
const VERSION = [0x01, 0x01, 0x01, 0x01];
const END = 0x1a;
const BLOCK_BYTES = 4;

/** Elements under construction; counts of lists are the caller's promise. */
export class SmlWriter {
  readonly #parts: ArrayLike<number>[] = [];

  list(count: number): this {
    return this.#append(head(LIST, count));
  }

  octets(bytes: ArrayLike<number>): this {
    return this.#append(head(OCTETS, bytes.length)).#append(bytes);
  }

  /** An optional element that is left out. */
  absent(): this {
    return this.octets([]);
  }

  integer(value: number, size: number): this {
    return this.#append(head(INTEGER, size)).#append(digits(value, size));
  }

  unsigned(value: number, size: number): this {
    if (value < 0) throw new Fault("internal", { what: `${value} is negative` });
    return this.#append(head(UNSIGNED, size)).#append(digits(value, size));
  }

  /** All six groups of a code: `1-0:1.8.0*255`. */
  code(code: string): this {
    return this.octets(code.split(/[-:.*]/).map(Number));
  }

  /** Elements that another writer holds. */
  elements(bytes: Bytes): this {
    return this.#append(bytes);
  }

  bytes(): Bytes {
    return joinBytes(this.#parts);
  }

  #append(bytes: ArrayLike<number>): this {
    this.#parts.push(bytes);
    return this;
  }
}

/** What a message carries: the number of its kind, and its body. */
export type SmlBody = { readonly choice: number; readonly body: Bytes };

/** A message with its checksum and its end. @param transaction Any number that is not repeated. */
export function smlMessage(
  transaction: number,
  { choice, body }: SmlBody,
  checksum: Checksum = crc16X25,
): Bytes {
  const message = new SmlWriter().list(6).octets(digits(transaction, 4)).unsigned(0, 1)
    .unsigned(0, 1).list(2).unsigned(choice, 2).elements(body).bytes();
  const crc = checksum(message);
  const footer = new SmlWriter().unsigned((crc & 0xff) * 256 + (crc >> 8), 2).bytes();
  return joinBytes([message, footer, [0x00]]);
}

/** Messages on the line. */
export function smlFrame(messages: readonly Bytes[], checksum: Checksum = crc16X25): Bytes {
  const content = escaped(joinBytes(messages));
  const fill = (BLOCK_BYTES - content.length % BLOCK_BYTES) % BLOCK_BYTES;
  const zeros = new Uint8Array(fill);
  const frame = joinBytes([ESCAPE, VERSION, content, zeros, ESCAPE, [END, fill]]);
  const crc = checksum(frame);
  return joinBytes([frame, [crc & 0xff, crc >> 8]]);
}

/** Every escape in the content twice. */
function escaped(content: Bytes): Bytes {
  const out: number[] = [];
  for (let at = 0; at < content.length;) {
    const isEscape = ESCAPE.every((byte, place) => content[at + place] === byte);
    out.push(...(isEscape ? [...ESCAPE, ...ESCAPE] : [content[at]!]));
    at += isEscape ? ESCAPE.length : 1;
  }
  return Uint8Array.from(out);
}

/** Type and length; what does not fit into one nibble takes as many bytes as it needs. */
function head(type: number, length: number): number[] {
  for (let size = 1;; size++) {
    const total = type === LIST ? length : length + size;
    if (total >= 16 ** size) continue;
    return Array.from({ length: size }, (_, at) => {
      const nibble = Math.floor(total / 16 ** (size - 1 - at)) & 0x0f;
      return (at === 0 ? type : 0) | (at < size - 1 ? MORE : 0) | nibble;
    });
  }
}

/** Two's complement, high byte first. */
function digits(value: number, size: number): number[] {
  const bytes: number[] = [];
  for (let rest = value; bytes.length < size; rest = Math.floor(rest / 256)) {
    bytes.unshift(((rest % 256) + 256) % 256);
  }
  return bytes;
}
