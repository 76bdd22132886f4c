/**
 * A reading while it is gathered: numbers by field number, texts by rank, clocks as instants.
 * Made once and cleared for every telegram, so that gathering allocates nothing; `finish.ts` makes
 * the reading of it.
 */
import type { Vendor } from "#model/reading.ts";
import type { TextField } from "../dlms/obis.ts";
import { FIELDS, SUMS } from "./fields.ts";

/** Ranks of a text that is not there, and of one that is there but empty. */
const ABSENT = 255;
const EMPTY = 254;

export class Draft {
  vendor: Vendor = "unknown";
  /** NaN when the telegram has none. */
  meterTimeMs = NaN;
  apduTimeMs = NaN;
  /** The net is known to have three lines, whatever the settings say: L2 is computed. */
  isThreeWire = false;
  readonly texts: Record<TextField, string> = {
    listId: "",
    meterId: "",
    meterModel: "",
    deviceName: "",
  };
  /** Fields that were set, in the order in which they came. */
  readonly order = new Uint8Array(FIELDS.length);
  count = 0;
  readonly #values = new Float64Array(FIELDS.length);
  readonly #isSet = new Uint8Array(FIELDS.length);
  readonly #sums = new Float64Array(SUMS.length);
  readonly #sumIsSet = new Uint8Array(SUMS.length);
  readonly #ranks: Record<TextField, number> = {
    listId: ABSENT,
    meterId: ABSENT,
    meterModel: ABSENT,
    deviceName: ABSENT,
  };

  clear(): void {
    this.vendor = "unknown";
    this.meterTimeMs = NaN;
    this.apduTimeMs = NaN;
    this.isThreeWire = false;
    for (let at = 0; at < this.count; at++) this.#isSet[this.order[at]!] = 0;
    this.count = 0;
    this.#sums.fill(0);
    this.#sumIsSet.fill(0);
    for (const field of TEXT_FIELDS) {
      this.texts[field] = "";
      this.#ranks[field] = ABSENT;
    }
  }

  has(field: number): boolean {
    return this.#isSet[field] === 1;
  }

  /** The value of a field, 0 when it is absent. */
  get(field: number): number {
    return this.has(field) ? this.#values[field]! : 0;
  }

  /** Sets a number; what a telegram says first, counts. */
  offer(field: number, value: number): void {
    if (!this.has(field)) this.set(field, value);
  }

  set(field: number, value: number): void {
    if (this.#isSet[field] === 0) {
      this.#isSet[field] = 1;
      this.order[this.count++] = field;
    }
    this.#values[field] = value;
  }

  add(sum: number, value: number): void {
    this.#sums[sum] = this.#sums[sum]! + value;
    this.#sumIsSet[sum] = 1;
  }

  /** A sum, or NaN when nothing was added to it. */
  sum(sum: number): number {
    return this.#sumIsSet[sum] === 1 ? this.#sums[sum]! : NaN;
  }

  /** Sets a text unless one of a better rank is known; an empty one gives way to all others. */
  offerText(field: TextField, text: string, rank = 0): void {
    const effective = text === "" ? EMPTY : rank;
    if (effective >= this.#ranks[field]) return;
    this.texts[field] = text;
    this.#ranks[field] = effective;
  }

  /** Whether the telegram gave a text, be it an empty one. */
  hasText(field: TextField): boolean {
    return this.#ranks[field] !== ABSENT;
  }
}

const TEXT_FIELDS: readonly TextField[] = ["listId", "meterId", "meterModel", "deviceName"];
