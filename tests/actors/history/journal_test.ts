import assert from "node:assert/strict";
import { join } from "node:path";
import { Journal, JOURNAL_NAMES } from "#actors/history/journal.ts";
import type { MeterReading } from "#model/reading.ts";
import { seeded } from "#tests/support/random.ts";
import { meterReading, NINE_MS } from "#tests/support/readings.ts";

const readings = Array.from(
  { length: 12 },
  (_, at) => meterReading(NINE_MS + at * 1000, { importW: at * 100, importWh: 1000 + at }),
);

/** A directory with a journal of all `readings`; the path of its first file. */
function written(): { directory: string; path: string; bytes: Uint8Array<ArrayBuffer> } {
  const directory = Deno.makeTempDirSync();
  using journal = new Journal(directory);
  for (const reading of readings) journal.append(reading);
  const path = join(directory, JOURNAL_NAMES[0]);
  return { directory, path, bytes: Deno.readFileSync(path) };
}

function replayed(directory: string, after = 0): { found: MeterReading[]; tornBytes: number } {
  using journal = new Journal(directory);
  const { readings, tornBytes } = journal.replay(after);
  return { found: readings.map(({ reading }) => reading), tornBytes };
}

Deno.test("Journal replays what was appended, once, behind a sequence number", () => {
  const { directory } = written();
  assert.deepEqual(replayed(directory), { found: readings, tornBytes: 0 });
  assert.deepEqual(replayed(directory, 9).found, readings.slice(9));
});

Deno.test("Journal drops a tail torn at any byte and keeps every whole record before it", () => {
  const { directory, path, bytes } = written();
  let most = 0;
  for (let length = 0; length < bytes.length; length++) {
    Deno.writeFileSync(path, bytes.subarray(0, length));
    const { found } = replayed(directory);
    assert.deepEqual(found, readings.slice(0, found.length), `cut at ${length}`);
    assert.ok(found.length >= most && found.length < readings.length);
    most = found.length;
  }
  assert.equal(most, readings.length - 1);
});

Deno.test("Journal never gives back a wrong reading when a bit has rotted", () => {
  const { directory, path, bytes } = written();
  const random = seeded(4);
  for (let round = 0; round < 400; round++) {
    const rotten = bytes.slice();
    const at = Math.floor(random() * bytes.length);
    rotten[at] = (rotten[at] ?? 0) ^ 1 << Math.floor(random() * 8);
    Deno.writeFileSync(path, rotten);
    const { found, tornBytes } = replayed(directory);
    assert.deepEqual(found, readings.slice(0, found.length), `round ${round}`);
    assert.ok(tornBytes > 0 && found.length < readings.length);
  }
});

Deno.test("Journal takes turns between its files and counts on through both", () => {
  const directory = Deno.makeTempDirSync();
  {
    using journal = new Journal(directory);
    journal.restart(40);
    for (const reading of readings.slice(0, 4)) journal.append(reading);
    assert.ok(journal.turn());
    for (const reading of readings.slice(4, 8)) journal.append(reading);
    assert.ok(!journal.turn(), "the first file is not released yet");
    journal.append(readings[8] as MeterReading);
    assert.equal(journal.sequence, 49);
  }
  assert.deepEqual(replayed(directory).found, readings.slice(0, 9));
  assert.deepEqual(replayed(directory, 44).found, readings.slice(4, 9));
  using journal = new Journal(directory);
  journal.restart(49);
  assert.equal(journal.length, 0);
});

Deno.test("Journal.release() empties only the file that is not written to", () => {
  const directory = Deno.makeTempDirSync();
  {
    using journal = new Journal(directory);
    for (const reading of readings.slice(0, 4)) journal.append(reading);
    journal.turn();
    for (const reading of readings.slice(4, 8)) journal.append(reading);
    journal.release();
    journal.append(readings[8] as MeterReading);
    assert.ok(journal.turn());
    journal.append(readings[9] as MeterReading);
  }
  assert.deepEqual(replayed(directory).found, readings.slice(4, 10));
});
