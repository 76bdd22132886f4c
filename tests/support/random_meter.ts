/**
 * A meter that no factory made: random lists, powers and registers, with everything that happens to
 * a meter in its life: bit errors that its checksum misses, exchanges, resets, silences, and jumps
 * of the reader's clock.
 */
import type { Reading, ReadingNumber } from "#model/reading.ts";

/** A telegram, and what was done to it. */
export type Told = {
  readonly reading: Reading;
  /** The field of a bit error; `null` in a true telegram. */
  readonly brokenField: keyof Reading | null;
  /** No true telegram of this meter can look like this, an hour of silence granted. */
  readonly isAbsurd: boolean;
  /** The meter was exchanged or reset, or a clock jumped, since the telegram before. */
  readonly isChanged: boolean;
};

/** Unit of the wire's whole numbers by field, and their bits. */
const WIRE: readonly (readonly [ReadingNumber, unit: number, bits: number])[] = [
  ["importW", 1, 32],
  ["exportW", 1, 32],
  ["l1V", 0.1, 16],
  ["l2V", 0.1, 16],
  ["l1A", 0.01, 32],
  ["importWh", 1, 32],
  ["exportWh", 1, 32],
  ["importWhT1", 1, 32],
];
const STEPS_WH = [1, 10, 1000];
const CADENCES_MS = [1_000, 2_500, 10_000];
const HOUR_MS = 3_600_000;

export class RandomMeter {
  readonly #cadenceMs: number;
  readonly #isSlow: boolean;
  readonly #hasClock: boolean;
  readonly #stepWh: number;
  readonly #largestW: number;
  #meterId = "";
  #registers = { import: 0, export: 0 };
  #atMs = Date.UTC(2026, 2, 10, 9);
  #readerOffsetMs = 0;
  #powerW = 500;
  #hour = 0;
  /** The field of the last error: two alike in a row are no accident, and the gate believes them. */
  #broken: ReadingNumber | null = null;
  /** Kinds of list that were not said since the last change or silence. */
  #unsaid = new Set<number>();

  /** @param random Fractions; the same ones make the same life. */
  constructor(readonly random: () => number, readonly mainFuseA: number) {
    this.#cadenceMs = this.#oneOf(CADENCES_MS);
    this.#isSlow = random() < 0.4;
    this.#hasClock = random() < 0.6;
    this.#stepWh = this.#oneOf(STEPS_WH);
    this.#largestW = mainFuseA > 0 ? 690 * mainFuseA : 60_000;
    this.#exchange();
  }

  /** The next telegram; `errors` is the share of those with one wrong bit. */
  next({ errors, changes }: { readonly errors: number; readonly changes: number }): Told {
    const { random } = this;
    const happens = () => random() < changes;
    const [isExchanged, isSilent, isJump] = [happens(), happens(), happens()];
    if (isExchanged) this.#exchange();
    if (isSilent) this.#pass(random() * 40 * HOUR_MS);
    if (isJump) this.#readerOffsetMs += (random() - 0.5) * 1e9;
    if (isExchanged || isSilent || isJump) this.#unsaid = new Set([1, 2, 3]);
    this.#pass(this.#cadenceMs);
    const isHourly = Math.floor(this.#atMs / HOUR_MS) !== this.#hour;
    this.#hour = Math.floor(this.#atMs / HOUR_MS);
    const hasRegisters = !this.#isSlow || isHourly;
    const listType = hasRegisters ? 3 : random() < 0.5 ? 1 : 2;
    const isOpen = this.#unsaid.delete(listType);
    const reading = this.#telegram(listType);
    const isChanged = isExchanged || isJump;
    if (random() >= errors) return { reading, brokenField: null, isAbsurd: false, isChanged };
    const { field, value, isAbsurd } = this.#bitError(reading);
    if (field === this.#broken) return { reading, brokenField: null, isAbsurd: false, isChanged };
    this.#broken = field;
    return {
      reading: { ...reading, [field]: value },
      brokenField: field,
      isAbsurd: isAbsurd && !isOpen,
      isChanged,
    };
  }

  #telegram(listType: 1 | 2 | 3): Reading {
    const receivedAtMs = Math.round(this.#atMs + this.#readerOffsetMs);
    const importW = Math.max(0, Math.round(this.#powerW));
    const short: Reading = { vendor: "unknown", listType, receivedAtMs, importW };
    if (listType === 1) return short;
    const l1A = Math.round(Math.abs(this.#powerW) / 6.9) / 100;
    const exportW = Math.max(0, Math.round(-this.#powerW));
    const long = { ...short, meterId: this.#meterId, exportW, l1V: 230.1, l2V: 229.8, l1A };
    if (listType === 2) return long;
    const steps = (wh: number) => this.#stepWh * Math.floor(wh / this.#stepWh);
    const importWh = steps(this.#registers.import);
    const exportWh = steps(this.#registers.export);
    const meterTime = `${new Date(this.#atMs).toISOString().slice(0, 19)}Z`;
    const clock = this.#hasClock ? { meterTime } : {};
    return { ...long, ...clock, importWh, exportWh, importWhT1: importWh };
  }

  #bitError(truth: Reading): { field: ReadingNumber; value: number; isAbsurd: boolean } {
    const places = WIRE.filter(([field]) => truth[field] !== undefined);
    const [field, unit, bits] = this.#oneOf(places);
    const raw = Math.round(truth[field]! / unit);
    const flipped = Number(BigInt(raw) ^ (1n << BigInt(Math.floor(this.random() * bits))));
    const value = Math.round(flipped * unit * 100) / 100;
    return { field, value, isAbsurd: this.#isAbsurd(field, value - truth[field]!) };
  }

  #isAbsurd(field: ReadingNumber, offBy: number): boolean {
    if (field.endsWith("W")) return offBy > (this.mainFuseA > 0 ? 3 * this.#largestW : 1e6);
    if (field.endsWith("V")) return offBy > 130;
    if (field.endsWith("A")) return offBy > (this.mainFuseA > 0 ? 3 * this.mainFuseA : 5_000);
    return Math.abs(offBy) > 40 * this.#largestW;
  }

  #pass(spanMs: number): void {
    const { random } = this;
    this.#atMs += spanMs;
    const wh = Math.abs(this.#powerW) * spanMs / HOUR_MS;
    if (this.#powerW > 0) this.#registers.import += wh;
    else this.#registers.export += wh;
    if (random() < 0.05) this.#powerW = (random() ** 3 * 1.3 - 0.2) * this.#largestW;
  }

  #exchange(): void {
    const { random } = this;
    if (this.#meterId === "" || random() < 0.7) {
      this.#meterId = String(1e15 + Math.floor(random() * 1e15));
    }
    const register = () => Math.floor(random() ** 2 * 90_000_000);
    this.#registers = { import: register(), export: register() };
  }

  #oneOf<T>(list: readonly T[]): T {
    return list[Math.floor(this.random() * list.length)]!;
  }
}
