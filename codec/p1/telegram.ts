/**
 * P1 text to a draft (DSMR 5 §6.12, EN 62056-21 mode D; chapter 10 §7). A line is
 * `A-B:C.D.E(value*unit)`. Numbers count on A = 1, ids and the clock on 0-0, so that the registers
 * and ids of a gas meter on the same port are not taken for electricity.
 */
import type { Clocks } from "#codec/dlms/clock.ts";
import { OBIS } from "#codec/dlms/obis.ts";
import type { Draft } from "#codec/meters/draft.ts";
import { FIELD, FIELDS, QUANTITIES } from "#codec/meters/fields.ts";
import { p1InstantMs } from "./clock.ts";
import { type Ident, parseIdent, unhex } from "./ident.ts";

const CR = 0x0d;
const LF = 0x0a;
const NUL = 0x00;
const BANG = 0x21;
const OPEN = 0x28;
const CLOSE = 0x29;
const STAR = 0x2a;
const MINUS = 0x2d;
const POINT = 0x2e;
const COLON = 0x3a;
const ZERO = 0x30;
const KILO = 0x6b;

const POWERS_OF_TEN = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9];
/** More digits do not fit a double exactly. */
const DIGITS_MAX = 15;
const DECIMALS_MAX = POWERS_OF_TEN.length - 1;
const CODE_MODEL = 96 * 65536 + 1 * 256 + 1;
/** Behind 96.1.0 and 0.0.5: Dutch meters send their id as 96.1.1 alone. */
const DUTCH_ID_RANK = 2;

/** Reads telegrams of one line. Ident lines repeat, so the last one is remembered. */
export class P1Reader {
  #line = "";
  #ident: Ident = parseIdent("");

  /** Reads `bytes[from..to)`, from `/` on, up to the `!` line, a zero byte or the end. */
  read(
    bytes: Uint8Array,
    { from, to, draft, clocks }: { from: number; to: number; draft: Draft; clocks: Clocks },
  ): void {
    let at = endOfLine(bytes, from, to);
    this.#readIdent(bytes, from + 1, at, draft);
    while (at < to) {
      at++;
      const byte = bytes[at];
      if (at >= to || byte === BANG || byte === NUL) break;
      at = byte === CR || byte === LF ? at : readLine(bytes, { from: at, to, draft, clocks });
    }
    const { listId, model, vendor } = this.#ident;
    draft.vendor = vendor;
    draft.offerText("listId", listId);
    draft.offerText("meterModel", model, 2);
  }
}
