/**
 * Readings as a chain of small records: each says only what differs from the one before of the same
 * meter. A record is
 *
 *     word  meter          its number in the chain; a new word is written out once
 *     word  stream
 *     whole endOffset      as difference
 *     whole receivedAtMs   as difference
 *     whole tickMs         as difference, less that of receivedAtMs: 0 while no clock steps
 *     word  shape          which fields the reading has: one letter per field number
 *     bytes changed        one bit per field of the shape, then the value of each changed field
 *
 * A chain can only be read from its beginning, so every file and every stored minute begins one.
 */
import type { MeterReading, Reading } from "#model/reading.ts";
import { ByteReader, ByteWriter } from "./bytes.ts";
import { type Field, FIELD_IDS, FIELDS } from "./fields.ts";
import { readValue, type Value, writeValue } from "./value.ts";

/** What the last record of a meter said. */
type Before = {
  stream: string;
  endOffset: number;
  receivedAtMs: number;
  tickMs: number;
  /** Last value of each field, by field number. */
  readonly values: (Value | undefined)[];
};

const newBefore = (): Before => {
  return { stream: "", endOffset: 0, receivedAtMs: 0, tickMs: 0, values: [] };
};
const FIRST_LETTER = 48;

/** Writes one chain. */
export class RecordWriter {
  readonly #out = new ByteWriter();
  readonly #words = new Map<string, number>();
  readonly #meters = new Map<string, Before>();

  /** The record of a reading, as a view that holds until the next one. */
  record({ meter, reading, frame }: MeterReading): Uint8Array<ArrayBuffer> {
    const out = this.#out;
    out.clear();
    let before = this.#meters.get(meter);
    if (before === undefined) this.#meters.set(meter, before = newBefore());
    this.#word(meter);
    this.#word(frame.stream);
    out.whole(frame.endOffset - before.endOffset);
    const byMs = reading.receivedAtMs - before.receivedAtMs;
    out.whole(byMs);
    out.whole(frame.tickMs - before.tickMs - byMs);
    before.endOffset = frame.endOffset;
    before.tickMs = frame.tickMs;
    before.receivedAtMs = reading.receivedAtMs;
    this.#fields(reading, before.values);
    return out.view();
  }

  #fields(reading: Reading, before: (Value | undefined)[]): void {
    const out = this.#out;
    const ids: number[] = [];
    let shape = "";
    for (const field in reading) {
      const id = FIELD_IDS.get(field);
      if (id === undefined || reading[field as Field] === undefined) continue;
      ids.push(id);
      shape += String.fromCharCode(FIRST_LETTER + id);
    }
    this.#word(shape);
    const values = ids.map((id) => valueOf(reading[FIELDS[id] as Field]));
    for (let first = 0; first < ids.length; first += 8) {
      let mask = 0;
      for (let bit = 0; bit < 8 && first + bit < ids.length; bit++) {
        if (values[first + bit] !== before[ids[first + bit] as number]) mask |= 1 << bit;
      }
      out.byte(mask);
    }
    ids.forEach((id, at) => {
      const value = values[at] as Value;
      if (value === before[id]) return;
      writeValue(out, value, before[id]);
      before[id] = value;
    });
  }

  /** A text that will come again: its number, or 0 and the text itself the first time. */
  #word(text: string): void {
    const known = this.#words.get(text);
    this.#out.count(known ?? 0);
    if (known !== undefined) return;
    this.#words.set(text, this.#words.size + 1);
    this.#out.text(text);
  }
}

/** Reads one chain. */
export class RecordReader {
  readonly #words: string[] = [];
  readonly #meters = new Map<string, Before>();

  /** The reading of the next record. Throws `RangeError` when the bytes are no record. */
  reading(bytes: Uint8Array<ArrayBuffer>): MeterReading {
    const input = new ByteReader(bytes);
    const meter = this.#word(input);
    let before = this.#meters.get(meter);
    if (before === undefined) this.#meters.set(meter, before = newBefore());
    const stream = this.#word(input);
    const endOffset = before.endOffset += input.whole();
    const byMs = input.whole();
    const receivedAtMs = before.receivedAtMs += byMs;
    const tickMs = before.tickMs += byMs + input.whole();
    const ids = [...this.#word(input)].map((letter) => letter.charCodeAt(0) - FIRST_LETTER);
    const masks = input.block(Math.ceil(ids.length / 8));
    const reading: Record<string, unknown> = {};
    ids.forEach((id, at) => {
      const isChanged = ((masks[at >> 3] ?? 0) >> (at & 7) & 1) === 1;
      const value = isChanged ? readValue(input, before.values[id]) : before.values[id];
      before.values[id] = value;
      const field = FIELDS[id];
      if (field === undefined) throw new RangeError("a record has an unknown field");
      reading[field] = field === "subMeters" ? JSON.parse(String(value)) : value;
    });
    reading["receivedAtMs"] = receivedAtMs;
    return { meter, reading: reading as Reading, frame: { stream, endOffset, tickMs } };
  }

  #word(input: ByteReader): string {
    const id = input.count();
    if (id === 0) {
      const text = input.text();
      this.#words.push(text);
      return text;
    }
    const text = this.#words[id - 1];
    if (text === undefined) throw new RangeError("a record has an unknown word");
    return text;
  }
}

function valueOf(value: Reading[Field]): Value {
  return typeof value === "object" ? JSON.stringify(value) : value as Value;
}
