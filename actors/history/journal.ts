/**
 * The readings that are not yet in the database, in two files that take turns. A reading is
 * appended with one write(2), so it survives the death of the process; `sync` makes it survive a
 * power cut. When the database has taken the readings of one file, writing goes on in the other,
 * and the first is emptied as soon as the database itself is safe on the disk.
 *
 * A file is a chain of records, each framed as
 *
 *     0  u16  length of the payload, little-endian
 *     2  u32  CRC-32 of the payload
 *     6       payload: in the first record the sequence number of the second, else a reading
 */
import { crc32 } from "node:zlib";
import { join } from "node:path";
import type { MeterReading } from "#model/reading.ts";
import { assert } from "#runtime/assert.ts";
import { RecordReader, RecordWriter } from "./record.ts";

export const JOURNAL_NAMES = ["readings.a.journal", "readings.b.journal"] as const;

const FRAME_BYTES = 6;
const PAYLOAD_BYTES_MAX = 65_535;
const MAGIC = 0x314a444d;
const HEAD_BYTES = 12;

/** What a replay found. */
export type Replay = {
  readonly readings: { readonly sequence: number; readonly reading: MeterReading }[];
  /** Bytes behind the last whole record of a file. */
  readonly tornBytes: number;
};

type Side = {
  readonly file: Deno.FsFile;
  /** A handle of its own, so that syncing never makes a write wait its turn. */
  readonly syncFile: Deno.FsFile;
  length: number;
  writer: RecordWriter;
};

export class Journal implements Disposable {
  readonly #sides: readonly [Side, Side];
  #active = 0;
  #sequence = 0;
  #scratch = new Uint8Array(1024);

  /** Opens or creates both files; throws what the system throws. */
  constructor(directory: string) {
    const open = (name: string): Side => {
      const path = join(directory, name);
      const file = Deno.openSync(path, { read: true, append: true, create: true });
      const syncFile = Deno.openSync(path, { write: true });
      return { file, syncFile, length: file.statSync().size, writer: new RecordWriter() };
    };
    this.#sides = [open(JOURNAL_NAMES[0]), open(JOURNAL_NAMES[1])];
  }

  /** Number of the last reading. */
  get sequence(): number {
    return this.#sequence;
  }

  /** Bytes in both files. */
  get length(): number {
    return this.#sides[0].length + this.#sides[1].length;
  }

  /** Everything readable behind a sequence number, oldest first. Appending needs a `restart`. */
  replay(afterSequence: number): Replay {
    const read = this.#sides.map(({ file }) => readSide(file));
    const readings = read.flatMap((side) => side.readings)
      .filter(({ sequence }) => sequence > afterSequence)
      .sort((a, b) => a.sequence - b.sequence);
    return { readings, tornBytes: read.reduce((sum, side) => sum + side.tornBytes, 0) };
  }

  /** Empties both files; the next reading follows this sequence number. */
  restart(sequence: number): void {
    for (const side of this.#sides) clear(side);
    this.#sequence = sequence;
    this.#active = 0;
  }

  /** Appends a reading, whole or not at all; throws what the system throws. Answers the bytes. */
  append(reading: MeterReading): number {
    const side = this.#side;
    const isFirst = side.length === 0;
    const payload = side.writer.record(reading);
    assert(payload.length <= PAYLOAD_BYTES_MAX, "a reading fits into a record");
    const headBytes = isFirst ? FRAME_BYTES + HEAD_BYTES : 0;
    const bytes = this.#room(headBytes + FRAME_BYTES + payload.length);
    if (isFirst) frame(bytes, 0, head(this.#sequence + 1));
    frame(bytes, headBytes, payload);
    const written = side.file.writeSync(bytes);
    if (written < bytes.length) {
      side.file.truncateSync(side.length);
      throw Object.assign(new Error("only a part was written"), { code: "ENOSPC" });
    }
    side.length += bytes.length;
    this.#sequence++;
    return bytes.length;
  }

  /** Goes on in the other file, if that is empty; then `release` empties this one. */
  turn(): boolean {
    const other = this.#sides[1 - this.#active] as Side;
    if (other.length > 0) return false;
    this.#active = 1 - this.#active;
    other.writer = new RecordWriter();
    return true;
  }

  /** Empties the file that is not written to. */
  release(): void {
    clear(this.#sides[1 - this.#active] as Side);
  }

  /** Makes everything appended so far survive a power cut. */
  async sync(): Promise<void> {
    await this.#side.syncFile.syncData();
  }

  [Symbol.dispose](): void {
    for (const { file, syncFile } of this.#sides) {
      file.close();
      syncFile.close();
    }
  }

  get #side(): Side {
    return this.#sides[this.#active] as Side;
  }

  #room(length: number): Uint8Array<ArrayBuffer> {
    if (this.#scratch.length < length) this.#scratch = new Uint8Array(2 * length);
    return this.#scratch.subarray(0, length);
  }
}

function clear(side: Side): void {
  side.file.truncateSync(0);
  side.length = 0;
  side.writer = new RecordWriter();
}

function head(sequence: number): Uint8Array {
  const bytes = new Uint8Array(HEAD_BYTES);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, MAGIC, true);
  view.setFloat64(4, sequence, true);
  return bytes;
}

function frame(bytes: Uint8Array<ArrayBuffer>, at: number, payload: Uint8Array): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset + at);
  view.setUint16(0, payload.length, true);
  view.setUint32(2, crc32(payload), true);
  bytes.set(payload, at + FRAME_BYTES);
}

/** The readings of one file up to the first record that is torn, rotten or out of the chain. */
function readSide(file: Deno.FsFile): Replay {
  const bytes = readAll(file);
  const view = new DataView(bytes.buffer);
  const chain = new RecordReader();
  const readings: Replay["readings"] = [];
  let sequence: number | null = null;
  let at = 0;
  while (at + FRAME_BYTES <= bytes.length) {
    const from = at + FRAME_BYTES;
    const payload = bytes.subarray(from, from + view.getUint16(at, true));
    if (from + view.getUint16(at, true) > bytes.length) break;
    if (crc32(payload) !== view.getUint32(at + 2, true)) break;
    if (sequence === null) {
      if (payload.length !== HEAD_BYTES || view.getUint32(from, true) !== MAGIC) break;
      sequence = view.getFloat64(from + 4, true);
    } else {
      const reading = readable(chain, payload);
      if (reading === null) break;
      readings.push({ sequence: sequence++, reading });
    }
    at = from + payload.length;
  }
  return { readings, tornBytes: bytes.length - at };
}

/** A whole record that cannot be read is the work of another version. */
function readable(chain: RecordReader, payload: Uint8Array<ArrayBuffer>): MeterReading | null {
  try {
    return chain.reading(payload);
  } catch {
    return null;
  }
}

function readAll(file: Deno.FsFile): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(file.statSync().size);
  file.seekSync(0, Deno.SeekMode.Start);
  let length = 0;
  while (length < bytes.length) {
    const count = file.readSync(bytes.subarray(length));
    if (count === null) break;
    length += count;
  }
  return bytes.subarray(0, length);
}
