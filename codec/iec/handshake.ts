/**
 * How a read-out is asked for (IEC 62056-21 §6.3): the reader calls at 300 baud, the meter names
 * itself and the speed it can do, and in mode C the reader confirms it. Then both change their
 * speed, and the read-out follows. Waiting and switching are up to the driver.
 *
 * ```text
 * reader  /?!CRLF                  300 baud; with the meter's address between ? and !
 * meter   /XXXZ type CRLF          Z tells mode and speed
 * reader  ACK 0 Z 0 CRLF           mode C only
 * meter   STX … ETX block check    at the speed of Z
 * ```
 */

/** Seven data bits, even parity, one stop bit. */
export const IEC_START = { baud: 300, format: "7E1" } as const;

/** What a meter offers in the line by which it names itself. */
export type IecOffer = {
  /** A stays at 300 baud, B changes at once, C waits for the reader to confirm. */
  readonly mode: "A" | "B" | "C";
  readonly baud: number;
};

const ACK = "\x06";
const BAUDS = [300, 600, 1_200, 2_400, 4_800, 9_600, 19_200] as const;
const CODE_AT = 4;
const ADDRESS_CHARS_MAX = 32;

/**
 * The call to the meter. @param address Needed only where several meters share a line.
 *
 * @example
 * ```ts
 * import { iecRequest } from "#codec/iec/handshake.ts";
 * console.log(iecRequest().toHex()); // 2f3f210d0a
 * ```
 */
export function iecRequest(address = ""): Uint8Array<ArrayBuffer> {
  const known = address.replaceAll(/[^0-9A-Za-z ]/g, "").slice(0, ADDRESS_CHARS_MAX);
  return bytesOf(`/?${known}!\r\n`);
}

/** What the line `/XXXZ…` offers, given with or without its line end; `null` if it is none. */
export function iecOffer(line: string): IecOffer | null {
  if (!/^\/[A-Za-z]{3}[ -~]/.test(line)) return null;
  const code = line[CODE_AT]!;
  const digit = BAUDS[Number(code)];
  if (/\d/.test(code) && digit !== undefined) return { mode: "C", baud: digit };
  const letter = BAUDS[code.charCodeAt(0) - "A".charCodeAt(0) + 1];
  if (/[A-F]/.test(code) && letter !== undefined) return { mode: "B", baud: letter };
  return { mode: "A", baud: BAUDS[0] };
}

/** What the reader answers, so that the read-out comes at the speed offered; `null`: nothing. */
export function iecAcknowledge({ mode, baud }: IecOffer): Uint8Array<ArrayBuffer> | null {
  const digit = BAUDS.findIndex((known) => known === baud);
  return mode === "C" && digit >= 0 ? bytesOf(`${ACK}0${digit}0\r\n`) : null;
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text, (char) => char.charCodeAt(0));
}
