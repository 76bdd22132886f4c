/** Text of IEC 62056-21: the telegram of mode D, and the read-out of mode C. */
import { type Bytes, joinBytes, latin1Bytes } from "./bytes.ts";

const STX = 0x02;
const ETX = 0x03;

/**
 * What a meter pushes by itself, without any checksum.
 *
 * @param identification What follows the `/`.
 * @param lines Object lines without line ends.
 */
export function iecTelegram(identification: string, lines: readonly string[]): Bytes {
  return latin1Bytes(`/${identification}\r\n\r\n${textOf(lines)}`);
}

/** What a meter answers to a request, with its block check. */
export function iecReadout(identification: string, lines: readonly string[]): Bytes {
  const block = joinBytes([latin1Bytes(textOf(lines)), [ETX]]);
  const check = block.reduce((check, byte) => check ^ byte, 0);
  return joinBytes([latin1Bytes(`/${identification}\r\n`), [STX], block, [check]]);
}

function textOf(lines: readonly string[]): string {
  return `${lines.map((line) => `${line}\r\n`).join("")}!\r\n`;
}
