/**
 * Damaged frames with their checksums put right, so that the damage gets past the framer and into
 * the readers behind it.
 */
import { crc16Arc, crc16X25 } from "#codec/encode/crc16.ts";
import { hexNumber } from "#codec/hex.ts";

const HDLC_LENGTH_MAX = 0x7ff;
const MBUS_LENGTH_MAX = 255;

/** The same bytes with length and checksum of their kind; unchanged where nothing is known. */
export function mended(bytes: Uint8Array): Uint8Array {
  const copy = Uint8Array.from(bytes);
  switch (copy[0]) {
    case 0x7e:
      return copy.length - 2 <= HDLC_LENGTH_MAX && copy.length > 12 ? mendHdlc(copy) : copy;
    case 0x68:
      return copy.length - 6 <= MBUS_LENGTH_MAX && copy.length > 12 ? mendMbus(copy) : copy;
    case 0x2f:
      return mendP1(copy);
    case 0x1b:
      return copy.length > 16 ? mendSml(copy) : copy;
    default:
      return copy;
  }
}

function mendHdlc(bytes: Uint8Array): Uint8Array {
  const length = bytes.length - 2;
  bytes[1] = 0xa0 | (bytes[1]! & 0x08) | (length >> 8);
  bytes[2] = length;
  let control = 3;
  for (let address = 0; address < 2; address++) {
    while (control < bytes.length - 6 && (bytes[control]! & 1) === 0) control++;
    control++;
  }
  put(bytes, control + 1, crc16X25(bytes.subarray(1, control + 1)));
  put(bytes, bytes.length - 3, crc16X25(bytes.subarray(1, bytes.length - 3)));
  bytes[bytes.length - 1] = 0x7e;
  return bytes;
}

function mendMbus(bytes: Uint8Array): Uint8Array {
  bytes[1] = bytes[2] = bytes.length - 6;
  bytes[3] = 0x68;
  bytes[bytes.length - 2] = bytes.subarray(4, -2).reduce((sum, byte) => sum + byte, 0);
  bytes[bytes.length - 1] = 0x16;
  return bytes;
}

function mendP1(bytes: Uint8Array): Uint8Array {
  const bang = bytes.lastIndexOf(0x21);
  if (bang < 0) return bytes;
  const digits = hexNumber(crc16Arc(bytes.subarray(0, bang + 1)), 4);
  return Uint8Array.from([
    ...bytes.subarray(0, bang + 1),
    ...new TextEncoder().encode(`${digits}\r\n`),
  ]);
}

function mendSml(bytes: Uint8Array): Uint8Array {
  put(bytes, bytes.length - 2, crc16X25(bytes.subarray(0, -2)));
  return bytes;
}

/** Low byte first. */
function put(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value & 0xff;
  bytes[at + 1] = value >> 8;
}
