/**
 * Whether the bytes of a frame prove themselves, by checks of our own that share nothing with the
 * decoder: the slow checksums of the encoder, and lengths read anew.
 */
import { crc16Arc, crc16Kermit, crc16X25 } from "#codec/encode/crc16.ts";

/** `none`: the frame has no checksum, `0000` in its place, or one of something else. */
export type Proof = "checksum" | "none" | "broken";

const FLAG = 0x7e;
const MBUS = 0x68;
const MBUS_END = 0x16;
const SLASH = 0x2f;
const STX = 0x02;
const ETX = 0x03;
const ACK = 0x06;
const ACK_BYTES = 6;
const LF = 0x0a;
const ESCAPE = 0x1b;
const KMP = 0x40;
const KMP_END = 0x0d;
const GLO = 0xdb;

/** Judges bytes that are one frame, or several that carry the parts of one telegram. */
export function proofOf(bytes: Uint8Array): Proof {
  switch (bytes[0]) {
    case FLAG:
      return chain(bytes, hdlcLength);
    case MBUS:
      return chain(bytes, mbusLength);
    case SLASH:
      return isReadout(bytes) ? readoutProof(bytes) : p1Proof(bytes);
    case STX:
      return readoutProof(bytes);
    case ESCAPE:
      return smlProof(bytes);
    case KMP:
      return kmpProof(bytes);
    default:
      return bytes[0] === GLO ? "none" : "broken";
  }
}

/** Whether the first and the last of the frames in the bytes hold, whatever is between them. */
function chain(bytes: Uint8Array, lengthAt: (bytes: Uint8Array, at: number) => number): Proof {
  if (lengthAt(bytes, 0) === 0) return "broken";
  let end = 0;
  for (let at = 0; at < bytes.length;) {
    const length = lengthAt(bytes, at);
    if (length > 0) end = at + length;
    // Two frames may share a flag.
    at += Math.max(1, length - 1);
  }
  return end === bytes.length ? "checksum" : "broken";
}

function hdlcLength(bytes: Uint8Array, at: number): number {
  if (bytes[at] !== FLAG || (bytes[at + 1]! & 0xf0) !== 0xa0) return 0;
  const length = (((bytes[at + 1]! << 8) | bytes[at + 2]!) & 0x7ff) + 2;
  if (at + length > bytes.length || bytes[at + length - 1] !== FLAG) return 0;
  const frame = bytes.subarray(at + 1, at + length - 1);
  return endsIn(frame, crc16X25) ? length : 0;
}

function mbusLength(bytes: Uint8Array, at: number): number {
  const [start, count, again, second] = bytes.subarray(at, at + 4);
  if (start !== MBUS || second !== MBUS || count !== again) return 0;
  const length = count! + (count! < 4 ? 256 : 0) + 6;
  if (at + length > bytes.length || bytes[at + length - 1] !== MBUS_END) return 0;
  const body = bytes.subarray(at + 4, at + length - 2);
  return body.reduce((sum, byte) => sum + byte, 0) % 256 === bytes[at + length - 2] ? length : 0;
}

function p1Proof(bytes: Uint8Array): Proof {
  const text = new TextDecoder("latin1").decode(bytes);
  const end = /!([0-9A-F]{0,4})\r?\n?$/i.exec(text);
  if (end === null) return "broken";
  // The checksum behind ciphered lines is that of the plain ones.
  if (!/^[^\n]*\n[\r\n]*[ -~]/.test(text)) return "none";
  const crc = crc16Arc(bytes.subarray(0, end.index + 1));
  const sent = parseInt(end[1]!, 16);
  if (crc === sent) return "checksum";
  return end[1] === "" || sent === 0 ? "none" : "broken";
}

/** STX behind the first line tells a read-out of mode C from a telegram. */
function isReadout(bytes: Uint8Array): boolean {
  const line = bytes.indexOf(LF) + 1;
  return bytes[line] === STX || (bytes[line] === ACK && bytes[line + ACK_BYTES] === STX);
}

function readoutProof(bytes: Uint8Array): Proof {
  const start = bytes.indexOf(STX) + 1;
  const etx = bytes.length - 2;
  const check = bytes.subarray(start, etx + 1).reduce((check, byte) => check ^ byte, 0);
  return bytes[etx] === ETX && bytes[etx + 1] === check ? "checksum" : "broken";
}

function smlProof(bytes: Uint8Array): Proof {
  return endsIn(bytes, crc16X25) || endsIn(bytes, crc16Kermit) ? "checksum" : "broken";
}

/** CRC-16/XMODEM by its bits, over what the escapes hide; it ends at 0 behind its own checksum. */
function kmpProof(bytes: Uint8Array): Proof {
  if (bytes.at(-1) !== KMP_END) return "broken";
  let crc = 0;
  for (let at = 1; at < bytes.length - 1; at++) {
    const byte = bytes[at] === ESCAPE ? 255 - bytes[++at]! : bytes[at]!;
    for (let bit = 7; bit >= 0; bit--) {
      const top = (crc >> 15) ^ ((byte >> bit) & 1);
      crc = ((crc << 1) & 0xffff) ^ (top === 1 ? 0x1021 : 0);
    }
  }
  return crc === 0 ? "checksum" : "broken";
}

/** Whether the last two bytes are the checksum of all before them, low byte first. */
function endsIn(bytes: Uint8Array, checksum: (bytes: Uint8Array) => number): boolean {
  const end = bytes.length - 2;
  return checksum(bytes.subarray(0, end)) === bytes[end]! + 256 * bytes[end + 1]!;
}
