/**
 * P1 telegrams whose lines are ciphered (chapter 10 §7.3): identification and blank line in clear,
 * then general-glo-ciphering without its `DB`, then `!` and the checksum of the plain telegram,
 * which says nothing about the bytes on the line.
 */
import { type Bytes, joinBytes, latin1Bytes } from "./bytes.ts";
import { gloBody, type Security } from "./cipher.ts";
import { p1Telegram } from "./p1.ts";

/** Elgama writes two length bytes whatever the length. */
const LENGTH_BYTES = 2;
/** `!`, four digits and a line end. */
const END_LENGTH = 7;

/**
 * A whole telegram.
 *
 * @param identification What follows the `/`.
 * @param lines Object lines without line ends.
 */
export function p1CipheredTelegram(
  identification: string,
  lines: readonly string[],
  security: Security,
): Bytes {
  const plain = p1Telegram(identification, lines);
  const start = `/${identification}\r\n\r\n`.length;
  const end = plain.length - END_LENGTH;
  const body = gloBody(plain.subarray(start, end), security, LENGTH_BYTES);
  return joinBytes([plain.subarray(0, start), body, plain.subarray(end)]);
}

/** The text of a telegram without `!` and checksum, as a ciphered APDU may hold it. */
export function p1Text(identification: string, lines: readonly string[]): Bytes {
  return latin1Bytes([`/${identification}`, "", ...lines, ""].join("\r\n"));
}
