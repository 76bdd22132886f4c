/**
 * The data read-out of IEC 62056-21 mode C (and A and B), as a meter answers a request through its
 * optical head: seven data bits, even parity.
 *
 * ```text
 * offset  length  meaning
 *      0       …  / maker type CR LF: who answers; absent where the line changed its speed
 *      …       6  06 and three digits CR LF: what the reader answered, where its head hears itself
 *      …       1  02 start of text (STX)
 *      …       …  lines code(value*unit) CR LF, at the end ! CR LF
 *      …       1  03 end of text (ETX)
 *      …       1  block check: exclusive or of all behind STX, with ETX
 * ```
 *
 * What a meter pushes by itself (mode D) has neither STX nor block check: it is judged as P1 is.
 */
import { hexNumber } from "../hex.ts";
import type { Refused, Trouble } from "./framing.ts";
import { BAD_BOUNDARY, BAD_CHECKSUM, INCOMPLETE, NOT_A_START, TOO_LONG } from "./verdict.ts";

export const STX = 0x02;
/** The longest read-outs, with the values of 15 months, have about 8 KiB. */
export const IEC_BYTES_MAX = 16 * 1024;

const ETX = 0x03;
const ACK = 0x06;
const LF = 0x0a;
const CR = 0x0d;
const BANG = 0x21;
const OPEN = 0x28;
const SLASH = 0x2f;
const MAKER_LETTERS = 3;
const IDENT_BYTES_MAX = 128;
const ACKNOWLEDGE_BYTES = 6;
/** `!` and its line end. */
const END_BYTES = 3;
/** The longest code, `255-255:255.255.255*255(`. */
const CODE_BYTES_MAX = 24;

/** Judges `bytes[at..end)`; `bytes[at]` is `/` or STX. The verdict is of `verdict.ts`. */
export function iecAt(bytes: Uint8Array, at: number, end: number): number {
  const start = textStart(bytes, at, end);
  if (start < 0 || !beginsWithCode(bytes, start, end)) return NOT_A_START;
  const place = textEnd(bytes, start, end);
  if (place - at > IEC_BYTES_MAX) return TOO_LONG;
  if (place >= end) return INCOMPLETE;
  if (bytes[place] !== ETX || !isEnd(bytes, place - END_BYTES)) return BAD_BOUNDARY;
  if (place + 1 >= end) return INCOMPLETE;
  return bytes[place + 1] === blockCheck(bytes, start, place) ? place + 2 - at : BAD_CHECKSUM;
}

/** What contradicts a read-out that `iecAt` refused. */
export function iecTrouble({ bytes, at, end, verdict }: Refused): Trouble {
  const start = textStart(bytes, at, end);
  const place = textEnd(bytes, start, end);
  if (verdict === BAD_BOUNDARY) {
    const isCut = bytes[place] === ETX;
    const [expected, found] = isCut ? ["!", "none"] : ["text", hexNumber(bytes[place]!)];
    return { bytes: 0, offset: (isCut ? place - END_BYTES : place) - at, expected, found };
  }
  if (verdict !== BAD_CHECKSUM) return { bytes: 0 };
  const expected = hexNumber(blockCheck(bytes, start, place));
  const found = hexNumber(bytes[place + 1]!);
  return { bytes: place + 2 - at, offset: place + 1 - at, expected, found };
}

/**
 * The place behind the STX of a read-out that begins at `at`; −1 if none begins there, or if the
 * bytes do not yet tell it from a telegram of another kind.
 */
export function textStart(bytes: Uint8Array, at: number, end: number): number {
  if (bytes[at] === STX) return at + 1;
  if (bytes[at] !== SLASH) return -1;
  let place = at + 1;
  for (const limit = at + IDENT_BYTES_MAX; bytes[place] !== LF; place++) {
    const byte = bytes[place]!;
    const isLetter = ((byte | 0x20) - 0x61) >>> 0 < 26;
    if (place >= end || place >= limit || !isText(byte)) return -1;
    // The standard (§6.3.2) keeps these two out of the line, so here another one has begun.
    if (byte === SLASH || byte === BANG) return -1;
    if (place <= at + MAKER_LETTERS && !isLetter) return -1;
  }
  place++;
  if (place < end && bytes[place] === ACK) place += ACKNOWLEDGE_BYTES;
  return place < end && bytes[place] === STX ? place + 1 : -1;
}

/** Whether a code and its `(` stand here, or may when more bytes come: noise seldom looks so. */
function beginsWithCode(bytes: Uint8Array, start: number, end: number): boolean {
  for (let place = start; place < start + CODE_BYTES_MAX; place++) {
    if (place >= end || bytes[place] === OPEN) return true;
    if (!isText(bytes[place]!)) return false;
  }
  return false;
}

/** The first byte that is no text, or `end`. */
function textEnd(bytes: Uint8Array, start: number, end: number): number {
  let place = start;
  while (place < end && isText(bytes[place]!)) place++;
  return place;
}

/** Of the text `bytes[start..etx]`. */
function blockCheck(bytes: Uint8Array, start: number, etx: number): number {
  let check = 0;
  for (let place = start; place <= etx; place++) check ^= bytes[place]!;
  return check;
}

function isEnd(bytes: Uint8Array, place: number): boolean {
  return bytes[place] === BANG && bytes[place + 1] === CR && bytes[place + 2] === LF;
}

function isText(byte: number): boolean {
  return (byte >= 0x20 && byte < 0x7f) || byte === CR || byte === LF;
}
