/**
 * The layers between a frame and its list (chapter 10 §4, §5.3, §8.0): LLC bytes, and the header of
 * a data-notification. What else may stand there is named, so that the owner hears what is missing.
 *
 * ```text
 * offset  length  meaning
 *      0       3  E6 E7 00 or E6 E6 00, LLC (IEC 62056-46 §6.4.4.3.4); only in HDLC
 *      3       1  0F, data-notification (IEC 62056-5-3 §9.3.10)
 *      4       4  long-invoke-id-and-priority
 *      8       …  date-time: 00, or 12 bytes behind 0C, 09 0C or 19
 *      …       …  the list, A-XDR
 * ```
 */
import { Fault } from "#model/fault.ts";
import { bad, good, type Outcome } from "#model/outcome.ts";
import { CLOCK_BYTES } from "./clock.ts";

/** Where the parts of a data-notification are. */
export type Notification = {
  /** Where the 12 bytes of the date-time begin, or −1. */
  readonly clockAt: number;
  readonly listAt: number;
};

const LLC = 0xe6;
const LLC_BYTES = 3;
const DATA_NOTIFICATION = 0x0f;
const INVOKE_ID_BYTES = 4;
const CIPHERED = 0xdb;
const BLOCK_TRANSFER = 0xe0;

const ABSENT = 0x00;
const OCTETS = 0x09;
const DATE_TIME = 0x19;

/** Takes the layers off `bytes[from..to)`. */
export function openApdu(bytes: Uint8Array, from: number, to: number): Outcome<Notification> {
  const at = bytes[from] === LLC ? from + LLC_BYTES : from;
  if (at >= to) return cutOff();
  switch (bytes[at]) {
    case DATA_NOTIFICATION:
      return openNotification(bytes, at + 1 + INVOKE_ID_BYTES, to);
    case CIPHERED:
      return bad(new Fault("cipher-needs-key"));
    case BLOCK_TRANSFER:
      return bad(new Fault("meter-unknown", { what: "it comes in blocks" }));
    default:
      return bad(new Fault("apdu-type", { what: `APDU ${hex(bytes[at]!)}` }));
  }
}

function openNotification(bytes: Uint8Array, at: number, to: number): Outcome<Notification> {
  if (at >= to) return cutOff();
  const tag = bytes[at]!;
  if (tag === ABSENT) return good({ clockAt: -1, listAt: at + 1 });
  const clockAt = tag === OCTETS ? at + 2 : at + 1;
  const isClock = tag === CLOCK_BYTES || tag === DATE_TIME ||
    (tag === OCTETS && bytes[at + 1] === CLOCK_BYTES);
  if (!isClock) return bad(new Fault("apdu-type", { what: `date-time ${hex(tag)}` }));
  const listAt = clockAt + CLOCK_BYTES;
  return listAt < to ? good({ clockAt, listAt }) : cutOff();
}

function cutOff(): Outcome<Notification> {
  return bad(new Fault("frame-truncated", { what: "no list" }));
}

function hex(byte: number): string {
  return byte.toString(16).toUpperCase().padStart(2, "0");
}
