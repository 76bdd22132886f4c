/**
 * A reading while it is gathered: numbers by field number, texts by rank, clocks as instants.
 * Made once and cleared for every telegram, so that gathering allocates nothing; `finish.ts` makes
 * the reading of it.
 */
import type { ListType, SubMeter, Vendor } from "#model/reading.ts";
import type { Clocks } from "../dlms/clock.ts";
import { FIELDS, SUMS, TEXTS } from "./fields.ts";

/** Ranks of a text that is not there, and of one that is there but empty. */
const ABSENT = 255;
const EMPTY = 254;

/** Where a telegram is read to: the draft, and the clocks of its meter. */
export type Target = { readonly draft: Draft; readonly clocks: Clocks };

/**
 * Whether L2 is computed from L1 and L3 (chapter 10 §8.9): where the settings name a net with three
 * wires and the telegram looks like one, always, or never.
 */
export type L2Voltage = "bySettings" | "computed" | "asSent";

export class Draft {
  vendor: Vendor = "unknown";
  /** NaN when the telegram has none. */
  meterTimeMs = NaN;
  apduTimeMs = NaN;
  /** When the peak of the month was, ISO 8601 UTC; empty when the telegram does not say. */
  monthPeakAt = "";
  /** Made anew for every telegram that has some. */
  subMeters: SubMeter[] | null = null;
  /** Of a ciphered telegram, eight Latin-1 letters; empty when there is none. */
  systemTitle = "";
  /** What stands in for the id where the list gives none; empty when nothing does. */
  titleId = "";
  /** The list type where the layout fixes it, whatever the fields say (chapter 10 §1.3). */
  listType: ListType | null = null;
  l2Voltage: L2Voltage = "bySettings";
  /** The meter is known to give no L2 current, even if the telegram holds one. */
  l2AMissing = false;
  /** Fields that were set, in the order in which they came. */
  readonly order = new Uint8Array(FIELDS.length);
  count = 0;
  /** Whether anything was added to a sum. */
  hasSums = false;
  readonly #values = new Float64Array(FIELDS.length);
  readonly #isSet = new Uint8Array(FIELDS.length);
  readonly #sums = new Float64Array(SUMS.length);
  readonly #texts: string[] = TEXTS.map(() => "");
  readonly #ranks = new Uint8Array(TEXTS.length).fill(ABSENT);

  clear(): void {
    this.vendor = "unknown";
    this.meterTimeMs = NaN;
    this.apduTimeMs = NaN;
    this.monthPeakAt = "";
    this.subMeters = null;
    this.systemTitle = "";
    this.titleId = "";
    this.listType = null;
    this.l2Voltage = "bySettings";
    this.l2AMissing = false;
    for (let at = 0; at < this.count; at++) this.#isSet[this.order[at]!] = 0;
    this.count = 0;
    this.hasSums = false;
    for (let text = 0; text < TEXTS.length; text++) this.#ranks[text] = ABSENT;
  }

  has(field: number): boolean {
    return this.#isSet[field] === 1;
  }

  /** The value of a field, 0 when it is absent. */
  get(field: number): number {
    return this.#isSet[field] === 1 ? this.#values[field]! : 0;
  }

  /** Sets a number; what a telegram says first, counts. */
  offer(field: number, value: number): void {
    if (this.#isSet[field] === 0) this.set(field, value);
  }

  set(field: number, value: number): void {
    if (this.#isSet[field] === 0) {
      this.#isSet[field] = 1;
      this.order[this.count++] = field;
    }
    this.#values[field] = value;
  }

  /** Adds to a sum. */
  add(sum: number, value: number): void {
    if (!this.hasSums) this.#sums.fill(NaN);
    this.hasSums = true;
    const before = this.#sums[sum]!;
    this.#sums[sum] = Number.isNaN(before) ? value : before + value;
  }

  /** A sum, or NaN when nothing was added to it. */
  sum(sum: number): number {
    return this.hasSums ? this.#sums[sum]! : NaN;
  }

  /** Sets a text unless one of a better rank is known; an empty one gives way to all others. */
  offerText(text: number, value: string, rank = 0): void {
    const effective = value === "" ? EMPTY : rank;
    if (effective >= this.#ranks[text]!) return;
    this.#texts[text] = value;
    this.#ranks[text] = effective;
  }

  /** Whether the telegram gave a text, be it an empty one. */
  hasText(text: number): boolean {
    return this.#ranks[text] !== ABSENT;
  }

  /** A text, empty when it is absent. */
  text(text: number): string {
    return this.hasText(text) ? this.#texts[text]! : "";
  }
}
