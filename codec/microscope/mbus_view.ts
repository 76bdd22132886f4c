/** A long frame of the wired M-Bus in pieces (`framing/mbus.ts` draws it), damaged or not. */
import { dataStart } from "../framing/mbus.ts";
import type { Opener } from "./opener.ts";
import { Cut, hexOf, type Piece } from "./piece.ts";

const HEAD_BYTES = 4;
const FOOTER_BYTES = 2;
const STOP = 0x16;
const LAST_PART = 0x10;
const PART_NUMBER = 0x0f;

/** Cuts the frame that begins at `from`; what reaches behind `to` is missing. */
export function mbusPieces(
  bytes: Uint8Array,
  { from: at, to: end }: { readonly from: number; readonly to: number },
  open: Opener,
): Piece[] {
  const [, length = 0, again = 0] = bytes.subarray(at, at + HEAD_BYTES);
  const body = length <= 3 ? length + 256 : length;
  const footer = at + HEAD_BYTES + body;
  const cut = new Cut(bytes, at, Math.min(end, footer + FOOTER_BYTES));
  cut.field("start", 1);
  cut.field("length", 1, { meaning: `${body} bytes` });
  cut.field("length again", 1, {
    check: { ok: length === again, expected: hexByte(length), found: hexByte(again) },
  });
  cut.field("start again", 1);
  cut.field("control", 1, { meaning: "from the meter" });
  cut.field("address", 1, { meaning: bytes[cut.at] === 0xff ? "to everybody" : "" });
  cut.field("control information", 1, { meaning: partMeaning(bytes[cut.at] ?? 0) });
  cut.upTo(dataStart(at), "transport selectors");
  if (footer > cut.at) cut.addAll(open(bytes, cut.at, Math.min(footer, cut.end)));
  addFooter(cut, at + HEAD_BYTES);
  return cut.pieces;
}

function addFooter(cut: Cut, bodyAt: number): void {
  const { bytes, at } = cut;
  const sum = bytes.subarray(bodyAt, at).reduce((sum, byte) => sum + byte, 0) & 0xff;
  const found = bytes[at] ?? 0;
  cut.field("checksum", 1, {
    check: { ok: sum === found, expected: hexByte(sum), found: hexByte(found) },
  });
  const stop = bytes[cut.at] ?? 0;
  cut.field("stop", 1, { check: { ok: stop === STOP, expected: "16", found: hexByte(stop) } });
}

function partMeaning(information: number): string {
  const number = (information & PART_NUMBER) + 1;
  if ((information & LAST_PART) === 0) return `part ${number} of several`;
  return number === 1 ? "whole telegram" : `part ${number}, the last`;
}

function hexByte(byte: number): string {
  return hexOf(Uint8Array.of(byte));
}
