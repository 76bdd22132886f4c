/**
 * The values of an SML list: what they mean by their OBIS code, in the unit and with the scaler
 * that are sent along. Two makes need more: EMH sends power without a sign and tells the direction
 * in the status of the register 1.8.0 (FNN "Lastenheft EDL" 1.0), and early DZG DVS74 leave the
 * sign bit out.
 */
import { OBIS } from "../dlms/obis.ts";
import { scaled } from "../reading/decimal.ts";
import { offerNet } from "../reading/direction.ts";
import type { Draft } from "../reading/draft.ts";
import { FIELD, FIELDS, QUANTITIES, TEXT } from "../reading/fields.ts";
import { TextMemory } from "../text_memory.ts";
import { type Elements, LIST, OCTETS } from "./elements.ts";
import { vendorOf } from "./server_id.ts";

const CODE_BYTES = 6;
const MAKER_BYTES = 3;
const ELECTRICITY = 1;
/** Group F of values that are true now; others are of the last day, week, month or year. */
const NOW = 0xff;
/** Groups C, D and E of some codes. */
const OWNER_ID = 0x00_00_00;
const NET_POWER = 0x10_07_00;
const GROSS_POWER = 0x0f_07_00;
const IMPORT_REGISTER = 0x01_08_00;
const MAKER = 0x60_32_01;
/** 129-129:199.130.3 is what makers used before there was a code for their letters. */
const MAKER_BEFORE = 0xc7_82_03;
/** Bit of the status of a register that says that energy flows out. */
const FLOWS_OUT = 0x20;
/** A sign bit that is left out shows only in numbers of fewer bytes. */
const SIGNED_BYTES = 4;

const NO_UNIT = 0;
const WATT = 27;
/** The unit (Blue Book, `unit`) by the ending of a field's name. */
const UNITS_BY_ENDING: readonly (readonly [ending: RegExp, unit: number])[] = [
  [/Varh$/, 32],
  [/Var$/, 29],
  [/Wh(T\d)?$/, 30],
  [/V$/, 35],
  [/A$/, 33],
  [/W$/, WATT],
];
/** By field number. */
const UNITS: readonly number[] = FIELDS.map((name) =>
  UNITS_BY_ENDING.find(([ending]) => ending.test(name))?.[1] ?? NO_UNIT
);

/** Reads the values of one list after the other from the elements of a telegram. */
export class Values {
  readonly #elements: Elements;
  readonly #texts = new TextMemory((raw) => /^[ -~]+$/.test(raw) ? raw.trim() : "");
  readonly #vendors = new TextMemory(vendorOf);
  #hasUnsignedPower = false;
  /** Without a sign; NaN when the list has none. */
  #grossW = NaN;
  #registerStatus = NaN;
  // Of the value that is read.
  #medium = 0;
  #code = 0;
  #isNow = false;
  #status = NaN;
  #unit = NO_UNIT;
  #scaler = 0;

  constructor(elements: Elements) {
    this.#elements = elements;
  }

  /** Begins a list. @param meter Whether its power comes without a sign bit. */
  begin(meter: { readonly hasUnsignedPower: boolean }): void {
    this.#hasUnsignedPower = meter.hasUnsignedPower;
    this.#grossW = NaN;
    this.#registerStatus = NaN;
  }

  /** Reads the next value; `false` when it is none. */
  read(draft: Draft): boolean {
    const elements = this.#elements;
    if (!elements.list(7) || !elements.octets() || elements.length !== CODE_BYTES) return false;
    const { bytes, start } = elements;
    const e = bytes[start + 4]!;
    this.#medium = bytes[start]!;
    this.#code = (bytes[start + 2]! << 16) | (bytes[start + 3]! << 8) | (e === NOW ? 0 : e);
    this.#isNow = bytes[start + 5] === NOW;
    if (!elements.next() || elements.type === LIST) return false;
    this.#status = elements.number();
    if (!elements.skip() || !elements.next()) return false;
    this.#unit = elements.isNumber ? elements.number() : NO_UNIT;
    if (!elements.next()) return false;
    this.#scaler = elements.isNumber ? elements.number() : 0;
    if (!elements.next()) return false;
    if (elements.type === OCTETS) this.#takeText(draft);
    else if (elements.isNumber && this.#isNow) this.#takeNumber(draft);
    for (let owed = elements.type === LIST ? elements.length : 0; owed > 0; owed--) {
      if (!elements.skip()) return false;
    }
    return elements.skip();
  }

  /** Ends a list: power without a sign counts where there is none with a sign. */
  end(draft: Draft): void {
    const isKnown = draft.has(FIELD.importW) || draft.has(FIELD.exportW);
    if (Number.isNaN(this.#grossW) || isKnown) return;
    const hasStatus = !Number.isNaN(this.#registerStatus);
    if (!hasStatus && draft.has(FIELD.exportWh)) return;
    const flowsOut = hasStatus && (this.#registerStatus & FLOWS_OUT) !== 0;
    draft.set(FIELD.importW, flowsOut ? -this.#grossW : this.#grossW);
  }

  #takeText(draft: Draft): void {
    const { bytes, start, at, length } = this.#elements;
    if ((this.#code === MAKER || this.#code === MAKER_BEFORE) && length === MAKER_BYTES) {
      draft.vendor = this.#vendors.recall(bytes, start, at);
    } else if (this.#code === OWNER_ID && this.#medium === ELECTRICITY && this.#isNow) {
      const text = this.#texts.recall(bytes, start, at);
      if (text !== "") draft.offerText(TEXT.meterId, text);
    }
  }

  #takeNumber(draft: Draft): void {
    const code = this.#code;
    if (this.#medium !== ELECTRICITY) return;
    const value = this.#value();
    if (Number.isNaN(value)) return;
    const meaning = OBIS.get(code);
    if (meaning === undefined) {
      if (this.#unit !== WATT) return;
      if (code === GROSS_POWER) this.#grossW = value;
      else offerNet(draft, code, value);
    } else if (meaning.kind === "number") {
      const { field, sum } = meaning;
      if (code === IMPORT_REGISTER) this.#registerStatus = this.#status;
      if (field >= 0 && !this.#fits(field, value)) return;
      if (field >= 0) draft.offer(field, value);
      if (sum >= 0) draft.add(sum, value);
    }
  }

  #value(): number {
    const isUnsigned = this.#hasUnsignedPower && this.#code === NET_POWER &&
      this.#elements.length < SIGNED_BYTES;
    return scaled(isUnsigned ? this.#elements.unsigned() : this.#elements.number(), this.#scaler);
  }

  /** Whether a number has the unit of its field, or none, and can be of that quantity. */
  #fits(field: number, value: number): boolean {
    if (QUANTITIES[field] === "powerFactor" && (value < 0 || value > 1)) return false;
    return this.#unit === NO_UNIT || UNITS[field] === NO_UNIT || this.#unit === UNITS[field];
  }
}
