/**
 * A capture file as the bytes that were on the line. Captures come as hex dumps, as the bytes
 * themselves and as the text of a P1 port; which one it is shows in the content, not in the name.
 */

const LF = 0x0a;
const HASH = 0x23;
const ZERO = 0x30;
const LETTER_X = 0x78;
/** What some editors put in front of a text in UTF-8. */
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

/**
 * The bytes of a capture. Text of nothing but hex digits, blanks and punctuation is a hex dump,
 * where `0x` before a pair is passed over, a line that begins with `#` is a comment and a single
 * digit at the end is dropped; a byte order mark may stand in front. All else (binary, P1 text) is
 * taken as it is.
 *
 * @example
 * ```ts
 * import { captureBytes } from "#codec/capture.ts";
 * const dump = new TextEncoder().encode("# a flag\n7E A0\n");
 * console.log(captureBytes(dump)); // Uint8Array(2) [ 126, 160 ]
 * ```
 */
export function captureBytes(content: Uint8Array): Uint8Array<ArrayBuffer> {
  const isMarked = BYTE_ORDER_MARK.every((byte, at) => content[at] === byte);
  const text = isMarked ? content.subarray(BYTE_ORDER_MARK.length) : content;
  return hexDump(text) ?? new Uint8Array(content);
}

function hexDump(content: Uint8Array): Uint8Array<ArrayBuffer> | null {
  const bytes = new Uint8Array(content.length >> 1);
  let digits = 0;
  let lineStart = true;
  for (let at = 0; at < content.length; at++) {
    const char = content[at]!;
    if (lineStart && char === HASH) {
      const end = content.indexOf(LF, at);
      if (end < 0) break;
      at = end;
      continue;
    }
    lineStart = char === LF;
    const digit = hexDigit(char);
    if (digit < 0) {
      if (!isBetween(char)) return null;
      continue;
    }
    if (char === ZERO && (content[at + 1]! | 0x20) === LETTER_X) {
      at++;
      continue;
    }
    const place = digits++ >> 1;
    // The last digit of an odd count has no place in the array, so that it falls away.
    bytes[place] = (bytes[place]! << 4) | digit;
  }
  return digits < 2 ? null : bytes.slice(0, digits >> 1);
}

/** Whether a byte may stand between pairs: a blank, a line end or a sign, but no letter. */
function isBetween(char: number): boolean {
  if (char < 0x20) return char === 0x09 || char === LF || char === 0x0d;
  const letter = char | 0x20;
  return char < 0x7f && !(letter >= 0x61 && letter <= 0x7a);
}

function hexDigit(char: number): number {
  if (char >= 0x30 && char <= 0x39) return char - 0x30;
  const letter = char | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
}
