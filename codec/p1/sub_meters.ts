/**
 * Gas, water, heat and other meters that speak through an electricity meter's M-Bus, on channels 1
 * to 4 (DSMR 5 §6.12, DSMR 2.2 §5.2, e-MUCS-P1 §4.1): what they are, their id, and a value with a
 * clock of its own.
 *
 * ```text
 * 0-1:24.1.0(003)                              kind of device (EN 13757-3)
 * 0-1:96.1.0(4730303332…)                      id, hex-coded; 96.1.1 in Belgium
 * 0-1:24.2.1(200512134558S)(00112.384*m3)      value; 24.2.3 is gas without correction
 * 0-1:24.3.0(120517020000)(08)(60)(1)(0-1:24.2.1)(m3)
 * (00124.477)                                  the same in DSMR 2.2 and 3
 * ```
 */
import type { SubMeter } from "#model/reading.ts";
import type { Clocks } from "../dlms/clock.ts";
import { TextMemory } from "../text_memory.ts";
import { ClockMemory, type P1Clock } from "./clock.ts";
import { scaled } from "../reading/decimal.ts";
import { CLOSE, type P1Cursor } from "./cursor.ts";
import { unhex } from "./ident.ts";
import { kindOf, type SubMeterUnit, UNIT_OF_KIND } from "./sub_meter_kind.ts";

export const CHANNEL_MAX = 4;

const DEVICE_TYPE = 0x18_01_00;
const IDS: readonly number[] = [0x60_01_00, 0x60_01_01];
const VALUES: readonly number[] = [0x18_02_01, 0x18_02_03];
const VALUE_IN_TWO_LINES = 0x18_03_00;
const CLOCK_DIGITS_MIN = 12;
const UNIT_BYTES_MAX = 3;

type Unit = { readonly unit: SubMeterUnit | null; readonly exponent: number };

/** By their letters as small ones, read as one number; `""` is a unit that was left out. */
const UNITS: ReadonlyMap<number, Unit> = new Map([
  unit("", null, 0),
  unit("m3", "m3", 0),
  unit("m³", "m3", 0),
  unit("dm3", "m3", -3),
  unit("gj", "GJ", 0),
  unit("mj", "GJ", -3),
  unit("wh", "kWh", -3),
  unit("kwh", "kWh", 0),
  unit("mwh", "kWh", 3),
]);

/** What one channel said in a telegram, and what is remembered of it from the last. */
class Channel {
  type: number | null = null;
  id = "";
  /** NaN while it has none. */
  value = NaN;
  unit: SubMeterUnit | null = null;
  hasClock = false;
  readonly clock = new ClockMemory();
  readonly ids = new TextMemory((text) => unhex(text.trim()));

  clear(): void {
    this.type = null;
    this.id = "";
    this.value = NaN;
    this.unit = null;
    this.hasClock = false;
  }
}

/** Code and channel of a line; the cursor is behind its `(`. */
export type SubMeterLine = { readonly code: number; readonly channel: number };

export class SubMeters {
  readonly #clock: P1Clock;
  readonly #channels = Array.from({ length: CHANNEL_MAX }, () => new Channel());
  #isEmpty = true;

  constructor(clock: P1Clock) {
    this.#clock = clock;
  }

  clear(): void {
    if (this.#isEmpty) return;
    for (const channel of this.#channels) channel.clear();
    this.#isEmpty = true;
  }

  /** Reads the line of a code on channel 1 to 4; what a channel says first, counts. */
  read({ code, channel: number }: SubMeterLine, cursor: P1Cursor, clocks: Clocks): void {
    const channel = this.#channels[number - 1]!;
    this.#isEmpty = false;
    if (VALUES.includes(code)) {
      if (!Number.isNaN(channel.value)) return;
      do {
        if (!takeNumber(channel, cursor)) this.#takeClock(channel, cursor, clocks);
      } while (cursor.nextValue());
    } else if (code === VALUE_IN_TWO_LINES) {
      this.#readTwoLines(channel, cursor, clocks);
    } else if (code === DEVICE_TYPE) {
      const type = cursor.count();
      if (!Number.isNaN(type)) channel.type ??= type;
    } else if (IDS.includes(code) && channel.id === "") {
      channel.id = channel.ids.recall(cursor.bytes, cursor.at, cursor.valueEnd());
    }
  }

  /** The sub-meters that have a value, or `null`. */
  list(): SubMeter[] | null {
    if (this.#isEmpty) return null;
    let list: SubMeter[] | null = null;
    for (let at = 0; at < CHANNEL_MAX; at++) {
      const subMeter = subMeterOf(this.#channels[at]!, at + 1);
      if (subMeter === null) continue;
      if (list === null) list = [subMeter];
      else list.push(subMeter);
    }
    return list;
  }

  /** The value stands behind the unit, mostly on the next line. */
  #readTwoLines(channel: Channel, cursor: P1Cursor, clocks: Clocks): void {
    if (!Number.isNaN(channel.value)) return;
    this.#takeClock(channel, cursor, clocks);
    let unit: Unit | undefined;
    while (cursor.nextValue()) {
      unit = unitAt(cursor);
      if (unit !== undefined && unit.unit !== null) break;
    }
    if (!cursor.nextValue() && !cursor.nextLineValue()) return;
    if (takeNumber(channel, cursor) && unit !== undefined && channel.unit === null) {
      channel.unit = unit.unit;
      channel.value = scaled(channel.value, unit.exponent);
    }
  }

  #takeClock(channel: Channel, cursor: P1Cursor, clocks: Clocks): void {
    const { bytes, at: from } = cursor;
    const to = cursor.valueEnd();
    if (channel.hasClock || to - from < CLOCK_DIGITS_MIN) return;
    channel.hasClock = true;
    this.#clock.recall({ bytes, from, to }, clocks, channel.clock);
  }
}

/** Takes `number*unit)` for the value of a channel; leaves the place as it was if it is none. */
function takeNumber(channel: Channel, cursor: P1Cursor): boolean {
  const from = cursor.at;
  const mantissa = cursor.figures();
  const { decimals, digits } = cursor;
  cursor.unitMark();
  const unit = unitAt(cursor);
  const isClock = digits >= CLOCK_DIGITS_MIN && decimals === 0;
  if (Number.isNaN(mantissa) || isClock || unit === undefined) {
    cursor.at = from;
    return false;
  }
  if (Number.isNaN(channel.value)) {
    channel.value = scaled(mantissa, unit.exponent - decimals);
    channel.unit = unit.unit;
  }
  return true;
}

/** The unit between here and the `)`. */
function unitAt({ bytes, at, to }: P1Cursor): Unit | undefined {
  let key = 0;
  for (let place = at; place < to && place <= at + UNIT_BYTES_MAX; place++) {
    const byte = bytes[place]!;
    if (byte === CLOSE) return UNITS.get(key);
    key = key * 256 + (byte | 0x20);
  }
  return undefined;
}

function subMeterOf({ type, id, value, unit, hasClock, clock }: Channel, channel: number) {
  if (Number.isNaN(value)) return null;
  // A meter that was never heard stands at 0, at a time that is none.
  if (hasClock && clock.iso === "" && value === 0) return null;
  const kind = kindOf({ type, id, unit });
  if (kind === null) return null;
  const subMeter: SubMeter = { channel, kind, value, unit: unit ?? UNIT_OF_KIND[kind] };
  if (id !== "") subMeter.id = id;
  if (hasClock && clock.iso !== "") subMeter.at = clock.iso;
  return subMeter;
}

function unit(name: string, unit: SubMeterUnit | null, exponent: number): [number, Unit] {
  let key = 0;
  for (const character of name) key = key * 256 + (character.charCodeAt(0) | 0x20);
  return [key, { unit, exponent }];
}
