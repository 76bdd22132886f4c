/** Frames for tests of the framer and the decoder, all made by the project's own encoder. */
import { AxdrWriter } from "#codec/encode/axdr.ts";
import { type Bytes, joinBytes, latin1Bytes } from "#codec/encode/bytes.ts";
import { dataNotification, llc } from "#codec/encode/data_notification.ts";
import { hdlcFrames } from "#codec/encode/hdlc.ts";
import { layoutOf } from "#codec/encode/layouts/mod.ts";
import type { ListType } from "#model/reading.ts";
import { householdExample } from "./household_example.ts";

export const LINK = { destination: [0x41], source: [0x08, 0x83], control: 0x13 };
const HEADER = { invokeId: [0x40, 0, 0, 0], time: null, timePrefix: [] } as const;
/** 2026-01-05T12:00:00Z, a Monday in winter. */
export const NOON_MS = Date.UTC(2026, 0, 5, 12, 0, 0);

/** One list of one of the encoder's meters, with the import power a test can recognise it by. */
export function listOf(id: string, list: ListType, importW = 1234, atMs = NOON_MS): Bytes {
  const layout = layoutOf(id);
  if (layout === undefined) throw new RangeError(`there is no layout ${id}`);
  return layout.encode(householdExample(importW, atMs), list);
}

/** A payload behind a header without a clock, as an APDU. */
export function apduOf(payload: AxdrWriter): Bytes {
  return dataNotification(payload.bytes(), HEADER);
}

/** A payload in an HDLC frame. */
export function hdlcOf(payload: AxdrWriter): Bytes {
  return hdlcFrames(llc(apduOf(payload)), LINK);
}

/** Bytes one after the other; texts as Latin-1. */
export function line(...parts: readonly (ArrayLike<number> | string)[]): Bytes {
  return joinBytes(parts.map((part) => typeof part === "string" ? latin1Bytes(part) : part));
}
