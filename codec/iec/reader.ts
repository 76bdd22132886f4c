/**
 * Text of IEC 62056-21 to a draft: read-outs (mode C), and telegrams that German meters push by
 * themselves (mode D; EasyMeter Q3D, eBZ DD3). Lines are as in P1, but codes may be short, powers
 * have signs, and what has no unit counts in thousands, as VDEW has it.
 */
import { OBIS } from "../dlms/obis.ts";
import { textStart } from "../framing/iec.ts";
import { CLOSE, P1Cursor, type P1Text } from "../p1/cursor.ts";
import { parseIdent } from "../p1/ident.ts";
import { scaled } from "../reading/decimal.ts";
import { offerNet, splitNet } from "../reading/direction.ts";
import type { Draft, Target } from "../reading/draft.ts";
import { QUANTITIES, type Quantity, TEXT } from "../reading/fields.ts";
import { TextMemory } from "../text_memory.ts";
import { IecCode } from "./code.ts";

const LF = 0x0a;
const BANG = 0x21;
const OPEN = 0x28;
const SLASH = 0x2f;
const ELECTRICITY = 1;
/** 0.0.0, the number that the owner of the meter gave it. */
const OWNER_ID = 0x00_00_00;
const OWNER_ID_RANK = 1;
const IDENT_MODEL_RANK = 2;
const TEXT_BYTES_MAX = 64;
/** What stands in front of the first value of a telegram in mode D, and never in P1. */
const PRESENT = [0x2a, 0x32, 0x35, 0x35];
const IN_THOUSANDS: ReadonlySet<Quantity> = new Set([
  "power",
  "phasePower",
  "energy",
  "phaseEnergy",
]);
/** EasyMeter sends one power with a sign under the code of import power. */
const NET_MAKER = "ESY";

/** Whether the codes of the P1 telegram `bytes[from..to)` end in `*255`: it is one of mode D. */
export function isModeD(bytes: Uint8Array, from: number, to: number): boolean {
  const lineEnd = bytes.indexOf(LF, from);
  const open = lineEnd < 0 ? -1 : bytes.indexOf(OPEN, lineEnd);
  return open > from + PRESENT.length && open < to &&
    PRESENT.every((byte, at) => bytes[open - PRESENT.length + at] === byte);
}

/** Reads the read-outs and telegrams of one meter. */
export class IecReader {
  readonly #cursor = new P1Cursor();
  readonly #code = new IecCode();
  readonly #idents = new TextMemory((line) => parseIdent(line.trim()));
  readonly #texts = new TextMemory((text) => text.trim());

  /** Reads from the `/` or the STX to the `!` line or the end. */
  read({ bytes, from, to }: P1Text, { draft }: Target): void {
    const cursor = this.#cursor;
    cursor.start({ bytes, from, to });
    const isNet = bytes[from] === SLASH && this.#readIdent(draft);
    const start = textStart(bytes, from, to);
    if (start > 0) cursor.at = start;
    for (; cursor.at < to && cursor.byte !== BANG; cursor.skipLine()) {
      if (!this.#code.read(cursor) || !this.#code.isNow) continue;
      const { key, medium } = this.#code;
      const meaning = OBIS.get(key);
      if (meaning?.kind === "text") this.#readText(draft, meaning);
      else if (key === OWNER_ID) this.#readText(draft, { text: TEXT.meterId, rank: OWNER_ID_RANK });
      else if (medium !== ELECTRICITY) continue;
      else if (meaning?.kind === "number") this.#readNumber(draft, meaning);
      else if (meaning === undefined) offerNet(draft, key, this.#thousands());
    }
    splitNet(draft, { isNet });
  }

  /** Answers whether the maker sends power with a sign under the code of import power. */
  #readIdent(draft: Draft): boolean {
    const cursor = this.#cursor;
    const from = cursor.at + 1;
    cursor.skipLine();
    const { vendor, listId, model } = this.#idents.recall(cursor.bytes, from, cursor.at);
    draft.vendor = vendor;
    if (listId !== "") draft.offerText(TEXT.listId, listId);
    if (model !== "") draft.offerText(TEXT.meterModel, model, IDENT_MODEL_RANK);
    return listId.startsWith(NET_MAKER);
  }

  #readText(draft: Draft, { text, rank }: { text: number; rank: number }): void {
    const { bytes, at: from } = this.#cursor;
    const to = this.#cursor.valueEnd();
    if (to - from > TEXT_BYTES_MAX) return;
    const value = this.#texts.recall(bytes, from, to);
    if (value !== "") draft.offerText(text, value, rank);
  }

  #readNumber(draft: Draft, { field, sum }: { field: number; sum: number }): void {
    const quantity = field < 0 ? "energy" : QUANTITIES[field]!;
    const value = IN_THOUSANDS.has(quantity) ? this.#thousands() : this.#cursor.firstNumber();
    if (Number.isNaN(value)) return;
    if (quantity === "powerFactor" && (value < 0 || value > 1)) return;
    if (field >= 0) draft.offer(field, value);
    if (sum >= 0) draft.add(sum, value);
  }

  /** A power or an energy, in thousands when it has no unit. */
  #thousands(): number {
    const cursor = this.#cursor;
    const value = cursor.firstNumber();
    if (cursor.byte !== CLOSE || Number.isNaN(value)) return value;
    return scaled(Math.round(value * 10 ** cursor.decimals), 3 - cursor.decimals);
  }
}
