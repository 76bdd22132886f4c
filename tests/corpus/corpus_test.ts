/**
 * Goal: every field of every golden. Method: walk the corpus of real captures, decode each file in
 * one read, byte by byte and in random splits, and all of them as one stream with rubbish between.
 */
import assert from "node:assert/strict";
import { LineDecoder } from "#codec/line_decoder.ts";
import type { Outcome } from "#model/outcome.ts";
import type { DecodedReading } from "#model/reading.ts";
import { differences, type Golden } from "#tests/support/golden.ts";
import { line } from "#tests/support/frames.ts";
import { meterOptions } from "#tests/support/meter_options.ts";
import { freshSeed, seeded } from "#tests/support/random.ts";
import { caseBytes, caseReadings, corpusCases, decodeCase } from "./corpus.ts";

const SPLITS = 5;
const cases = corpusCases();
const ignore = cases.length === 0;

/** What the next stage brings: ciphers, blocks and segments, Iskra's and Landis+Gyr's lists. */
function isLater({ file, encrypted = false }: Golden): boolean {
  const isList = !file.endsWith(".txt");
  const isLandisGyr = file.startsWith("landis-gyr/") && !file.includes("e350-norway");
  return encrypted || isList && (isLandisGyr || file.startsWith("iskraemeco/"));
}

const ok = cases.filter(({ expect }) => expect === "ok");
const now = ok.filter((golden) => !isLater(golden));
const nowOnWire = now.filter(({ entry }) => entry === "wire");

function readingsOf(outcomes: readonly Outcome<DecodedReading>[]): DecodedReading[] {
  return outcomes.flatMap((outcome) => outcome.ok ? [outcome.value] : []);
}

function problems(golden: Golden, readings: readonly DecodedReading[]): string[] {
  const wanted = caseReadings(golden);
  if (readings.length < wanted.length) {
    return [`${golden.file}: ${readings.length} of ${wanted.length} readings`];
  }
  return wanted.flatMap((reading, at) =>
    differences(readings[at] ?? {}, reading).map((what) => `${golden.file} reading ${at} ${what}`)
  );
}

function splits(bytes: Uint8Array, random: () => number): Uint8Array[] {
  const chunks: Uint8Array[] = [];
  for (let from = 0; from < bytes.length;) {
    const to = from + 1 + Math.floor(random() * 120);
    chunks.push(bytes.subarray(from, to));
    from = to;
  }
  return chunks;
}

Deno.test({
  name: "corpus: every field equals its golden, in one read",
  ignore,
  fn() {
    assert.ok(now.length >= 50);
    assert.deepEqual(now.flatMap((golden) => problems(golden, readingsOf(decodeCase(golden)))), []);
  },
});

Deno.test({
  name: "corpus: every field equals its golden, byte by byte and in random splits",
  ignore,
  fn() {
    const seed = freshSeed();
    const random = seeded(seed);
    for (const golden of nowOnWire) {
      const bytes = caseBytes(golden);
      const single = Array.from(bytes, (byte) => Uint8Array.of(byte));
      const ways = [single, ...Array.from({ length: SPLITS }, () => splits(bytes, random))];
      for (const chunks of ways) {
        assert.deepEqual(problems(golden, readingsOf(decodeCase(golden, chunks))), [], `${seed}`);
      }
    }
  },
});

Deno.test({
  name: "corpus: every frame is found in one stream with rubbish between",
  ignore,
  fn() {
    const seed = freshSeed();
    const random = seeded(seed);
    const plain = nowOnWire.filter(({ config }) => config === undefined);
    const rubbish = () => Uint8Array.from({ length: random() * 60 }, () => random() * 256);
    const stream = line(...plain.flatMap((golden) => [rubbish(), caseBytes(golden)]), rubbish());
    const decoder = new LineDecoder(meterOptions());
    const decoded = splits(stream, random).flatMap((chunk) => decoder.push(chunk, 0));
    const readings = readingsOf([...decoded, ...decoder.flush()].map(({ outcome }) => outcome));
    const wanted = plain.flatMap((golden) => readingsOf(decodeCase(golden)));
    assert.deepEqual(readings, wanted, `seed ${seed}`);
  },
});

Deno.test({
  name: "corpus: what is not read yet gives a fault, never a wrong reading",
  ignore,
  fn() {
    for (const golden of ok.filter(isLater)) {
      const readings = readingsOf(decodeCase(golden));
      if (readings.length > 0) assert.deepEqual(problems(golden, readings), []);
    }
  },
});

Deno.test({
  name: "corpus: corrupt, ciphered and odd captures give faults and no reading",
  ignore,
  fn() {
    for (const golden of cases.filter(({ expect }) => expect !== "ok")) {
      const outcomes = decodeCase(golden);
      assert.ok(outcomes.length > 0, golden.file);
      assert.deepEqual(readingsOf(outcomes), [], golden.file);
    }
  },
});
