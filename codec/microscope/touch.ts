/**
 * Which bytes became which fields of the reading. Nothing is known here of layouts: a byte of a
 * value is changed, the telegram is read again, and the fields that differ came from that value.
 * So it holds for every layout, also for those in which only the place tells the meaning.
 */
import type { DecodedReading } from "#model/reading.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** Reads a whole telegram; `null` where there is no reading. */
export type Read = (bytes: Bytes) => DecodedReading | null;

/** Follow from other fields, so they say nothing of the value that was touched. */
const CONSEQUENCES: ReadonlySet<string> = new Set([
  "vendor",
  "listType",
  "threePhase",
  "twoPhase",
  "l2AMissing",
]);

/** The fields of a reading that are texts of the telegram as they are. */
const TEXTS = ["listId", "meterId", "meterModel"];

/** Changes single bytes of one telegram and compares what comes out. */
export class Touch {
  readonly #bytes: Bytes;
  readonly #from: number;
  readonly #read: Read;
  readonly #untouched: ReadonlyMap<string, string>;

  private constructor(bytes: Bytes, from: number, read: Read, untouched: DecodedReading) {
    this.#bytes = bytes;
    this.#from = from;
    this.#read = read;
    this.#untouched = flat(untouched);
  }

  /**
   * `null` when there is no reading.
   *
   * @param telegram Without frames and in the clear.
   * @param from What its first byte is called.
   */
  static on(telegram: Uint8Array, from: number, read: Read): Touch | null {
    const bytes = new Uint8Array(telegram);
    const untouched = read(bytes);
    return untouched === null ? null : new Touch(bytes, from, read, untouched);
  }

  /** The fields that depend on the lowest bit of the byte at `at`. */
  fieldsOf(at: number): readonly string[] {
    const place = at - this.#from;
    const byte = this.#bytes[place]!;
    this.#bytes[place] = byte ^ 1;
    const reading = this.#read(this.#bytes);
    this.#bytes[place] = byte;
    if (reading === null) return [];
    const touched = flat(reading);
    return [...this.#untouched].flatMap(([name, value]) =>
      touched.get(name) === value ? [] : [name]
    );
  }

  /** The fields that are this text. A text that tells the layout must not be touched. */
  fieldsWithText(text: string): readonly string[] {
    return text === "" ? [] : TEXTS.filter((name) => this.#untouched.get(name) === text);
  }
}

/** The fields of a reading as texts; those of sub-meters as `subMeters[0].value`. */
function flat(reading: DecodedReading): Map<string, string> {
  const fields = new Map<string, string>();
  for (const [name, value] of Object.entries(reading)) {
    if (CONSEQUENCES.has(name)) continue;
    if (!Array.isArray(value)) fields.set(name, String(value));
    else {
      value.forEach((entry, index) =>
        Object.entries(entry).forEach(([key, inner]) =>
          fields.set(`${name}[${index}].${key}`, String(inner))
        )
      );
    }
  }
  return fields;
}
