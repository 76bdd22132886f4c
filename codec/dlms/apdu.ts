/**
 * The header of a data-notification (chapter 10 §8.0), which holds the list.
 *
 * ```text
 * offset  length  meaning
 *      0       1  0F, data-notification (IEC 62056-5-3 §9.3.10)
 *      1       4  long-invoke-id-and-priority
 *      5       …  date-time: 00, or 12 bytes behind 0C, 09 0C or 19
 *      …       …  the list, A-XDR
 * ```
 */
import { Fault } from "#model/fault.ts";
import { bad, good, type Outcome } from "#model/outcome.ts";
import { hexNumber } from "../hex.ts";
import { CLOCK_BYTES } from "./clock.ts";

/** Where the parts of a data-notification are. */
export type Notification = {
  /** Where the 12 bytes of the date-time begin, or −1. */
  readonly clockAt: number;
  readonly listAt: number;
};

/** Behind tag and invoke id. */
const DATE_TIME_OFFSET = 5;
const ABSENT = 0x00;
const OCTETS = 0x09;
const DATE_TIME = 0x19;

/** Takes the header off `bytes[from..to)`, which begins with 0F. Offsets count from there. */
export function openNotification(
  bytes: Uint8Array,
  from: number,
  to: number,
): Outcome<Notification> {
  const at = from + DATE_TIME_OFFSET;
  if (at >= to) return cutOff(to - from);
  const tag = bytes[at]!;
  if (tag === ABSENT) {
    return at + 1 < to ? good({ clockAt: -1, listAt: at + 1 }) : cutOff(to - from);
  }
  const clockAt = tag === OCTETS ? at + 2 : at + 1;
  const isClock = tag === CLOCK_BYTES || tag === DATE_TIME ||
    (tag === OCTETS && bytes[at + 1] === CLOCK_BYTES);
  if (!isClock) {
    const found = hexNumber(tag);
    const expected = "00, 09 0C, 0C or 19";
    return bad(
      new Fault("apdu-type", { what: "date-time", offset: DATE_TIME_OFFSET, expected, found }),
    );
  }
  const listAt = clockAt + CLOCK_BYTES;
  return listAt < to ? good({ clockAt, listAt }) : cutOff(to - from);
}

function cutOff(offset: number): Outcome<Notification> {
  return bad(new Fault("frame-truncated", { what: "no list", offset }));
}
