/**
 * All readings of a minute as one compressed block; a minute that was stored in two goes is two
 * blocks one behind the other.
 */
import { deflateRawSync, inflateRawSync } from "node:zlib";
import type { MeterReading } from "#model/reading.ts";
import { ByteReader, ByteWriter } from "./bytes.ts";
import { RecordReader, RecordWriter } from "./record.ts";

export const MINUTE_MS = 60_000;

/** Start of the minute that holds an instant. */
export function minuteOfMs(atMs: number): number {
  return Math.floor(atMs / MINUTE_MS) * MINUTE_MS;
}

/** One block. */
export function packMinute(readings: readonly MeterReading[]): Uint8Array<ArrayBuffer> {
  const chain = new RecordWriter();
  const out = new ByteWriter();
  for (const reading of readings) out.block(chain.record(reading));
  const block = new ByteWriter();
  block.block(deflateRawSync(out.view()));
  return block.view();
}

/**
 * The readings of all blocks, in the order in which they were stored. A bit that turned on the disk
 * takes the rest of its minute along, and nothing else.
 */
export function* unpackMinute(data: Uint8Array): Generator<MeterReading> {
  try {
    const blocks = new ByteReader(new Uint8Array(data));
    while (!blocks.isAtEnd) {
      const records = new ByteReader(new Uint8Array(inflateRawSync(blocks.block(blocks.count()))));
      const chain = new RecordReader();
      while (!records.isAtEnd) yield chain.reading(records.block(records.count()));
    }
  } catch {
    return;
  }
}
