/**
 * The two layers between a link frame and its payload: LLC (ISO 8802-2) and the data-notification
 * APDU (Green Book).
 */
import { type Bytes, joinBytes } from "./bytes.ts";

/** `E6 E7 00`: from the meter. */
export function llc(apdu: Bytes): Bytes {
  return joinBytes([[0xe6, 0xe7, 0x00], apdu]);
}

export type NotificationHeader = {
  /** Long invoke id with its priority bits: four bytes that say nothing to a reader. */
  readonly invokeId: readonly [number, number, number, number];
  /** 12 bytes of `cosemTime`, or `null` where the meter sends none. */
  readonly time: Bytes | null;
  /** What stands before the time: `0C` by the standard, `09 0C` by Kaifa. */
  readonly timePrefix: readonly number[];
};

/** `0F`, invoke id, time or `00`, payload. */
export function dataNotification(payload: Bytes, header: NotificationHeader): Bytes {
  const { invokeId, time, timePrefix } = header;
  const clock = time === null ? [[0x00]] : [timePrefix, time];
  return joinBytes([[0x0f], invokeId, ...clock, payload]);
}
