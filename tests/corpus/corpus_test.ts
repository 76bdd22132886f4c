/**
 * Goal: every field of every golden, and the right fault wherever there is none. Method: walk the
 * corpus of real captures, decode each file in one read, byte by byte and in random splits, and all
 * of one set of keys and settings as one stream with rubbish between.
 */
import assert from "node:assert/strict";
import { type Decoded, LineDecoder } from "#codec/line_decoder.ts";
import type { FaultCode } from "#model/fault.ts";
import { differences, type Golden } from "#tests/support/golden.ts";
import { line } from "#tests/support/frames.ts";
import { freshSeed, seeded } from "#tests/support/random.ts";
import {
  caseBytes,
  caseOptions,
  caseReadings,
  chunksOf,
  corpusCases,
  decodeCase,
  faultsOf,
  readingsOf,
} from "./corpus.ts";

/** What may be said of a case that is no reading, by `reason` or else by `expect`. */
const FAULTS: Readonly<Record<string, readonly FaultCode[]>> = {
  "needs-key": ["cipher-needs-key"],
  // Dumps of upstream with clear bytes behind the header of a cipher: on a line that is ciphertext.
  "unsupported": ["cipher-needs-key"],
  "frame-checksum": ["frame-checksum"],
  "mbus-checksum": ["frame-checksum"],
  "p1-crc": ["p1-checksum"],
  "boundary-flag": ["frame-boundary"],
  // Bytes may be missing in the middle too: then the end mark is not where the length says.
  "truncated": ["frame-truncated", "frame-boundary"],
  "no-frame-boundary": ["frame-unknown"],
  "incomplete-transfer": ["frame-sequence"],
  "bad-data-type": ["apdu-type"],
  "gcm-auth": ["cipher-auth"],
  "decrypt-garbage": ["cipher-garbage"],
};
const SPLITS = 5;
const SPLIT_BYTES_MAX = 120;
const STREAMS = 3;
const RUBBISH_BYTES_MAX = 60;
/** Longer than the parts of a telegram wait for each other: a case is no part of another one. */
const PAUSE_MS = 60_000;
/** Counters that fall, as they do when the telegrams of one meter are mixed up. */
const REPLAYED = "replayed";

const cases = corpusCases();
const ignore = cases.length === 0;
const wire = cases.filter(({ entry }) => entry === "wire");

/** What is wrong with the outcomes of a case. */
function problems(golden: Golden, outcomes: readonly Decoded["outcome"][]): string[] {
  const readings = readingsOf(outcomes);
  const wanted = caseReadings(golden);
  if (readings.length !== wanted.length) {
    return [`${golden.file}: ${readings.length} of ${wanted.length} readings`];
  }
  if (wanted.length > 0) {
    return wanted.flatMap((reading, at) =>
      differences(readings[at]!, reading).map((what) => `${golden.file} reading ${at} ${what}`)
    );
  }
  // A second telegram that the capture cut off may have its own fault behind the first.
  const [code = "none"] = faultsOf(outcomes);
  const allowed: readonly string[] = FAULTS[golden.reason ?? golden.expect] ?? [];
  return allowed.includes(code) ? [] : [`${golden.file}: ${code}, not ${allowed}`];
}

Deno.test({
  name: "corpus: every reading equals its golden and every fault is the right one, in one read",
  ignore,
  fn() {
    const wrong = cases.flatMap((golden) => problems(golden, decodeCase(golden)));
    const count = (wanted: Golden["expect"]) =>
      `${cases.filter(({ expect }) => expect === wanted).length} ${wanted}`;
    const counts = (["ok", "needs-key", "corrupt", "unsupported"] as const).map(count);
    console.log(`corpus: ${counts.join(", ")}, ${wrong.length} differing fields or faults`);
    assert.deepEqual(wrong, []);
  },
});

Deno.test({
  name: "corpus: the same byte by byte and in random splits",
  ignore,
  fn() {
    const seed = freshSeed();
    const random = seeded(seed);
    for (const golden of wire) {
      const bytes = caseBytes(golden);
      const single = chunksOf(bytes, () => 1);
      const split = () => chunksOf(bytes, () => 1 + Math.floor(random() * SPLIT_BYTES_MAX));
      for (const chunks of [single, ...Array.from({ length: SPLITS }, split)]) {
        assert.deepEqual(problems(golden, decodeCase(golden, chunks)), [], `METERD_SEED=${seed}`);
      }
    }
  },
});

/** The cases of a line, each behind some rubbish, pushed as they come. */
function streamed(goldens: readonly Golden[], random: () => number): string[] {
  const decoder = new LineDecoder(caseOptions(goldens[0]!));
  const places: { readonly golden: Golden; readonly endOffset: number }[] = [];
  const decoded: Decoded[] = [];
  let endOffset = 0;
  for (const golden of goldens) {
    const rubbish = Uint8Array.from({ length: random() * RUBBISH_BYTES_MAX }, () => random() * 256);
    const bytes = line(rubbish, caseBytes(golden));
    endOffset += bytes.length;
    places.push({ golden, endOffset });
    for (const chunk of chunksOf(bytes, () => 1 + Math.floor(random() * SPLIT_BYTES_MAX))) {
      decoded.push(...decoder.push(chunk, places.length * PAUSE_MS));
    }
  }
  decoded.push(...decoder.flush());
  return places.flatMap(({ golden, endOffset }, at) => {
    const startOffset = at === 0 ? 0 : places[at - 1]!.endOffset;
    const own = decoded.filter((one) => one.endOffset > startOffset && one.endOffset <= endOffset);
    return streamProblems(golden, own.map(({ outcome }) => outcome));
  });
}

/** In a stream, the faults of what is damaged may be said together with those of the rubbish. */
function streamProblems(golden: Golden, outcomes: readonly Decoded["outcome"][]): string[] {
  const faults = faultsOf(outcomes);
  if (golden.expect === "ok" || readingsOf(outcomes).length > 0) {
    return faults.includes("cipher-replay") ? [REPLAYED] : problems(golden, outcomes);
  }
  const isHeard = golden.expect !== "needs-key" || faults.includes("cipher-needs-key");
  return isHeard ? [] : [`${golden.file}: no key was asked for`];
}

function shuffled<T>(list: readonly T[], random: () => number): T[] {
  return list.map((item) => ({ item, key: random() })).toSorted((a, b) => a.key - b.key)
    .map(({ item }) => item);
}

Deno.test({
  name: "corpus: every telegram is found in one stream with rubbish between, in any order",
  ignore,
  fn() {
    const seed = freshSeed();
    const random = seeded(seed);
    const lines = Object.groupBy(wire, ({ keys, config }) => JSON.stringify([keys, config]));
    for (const goldens of Object.values(lines)) {
      for (let stream = 0; stream < STREAMS; stream++) {
        // The ciphered ones are of one meter, whose counter rises in the order of the corpus.
        const isCiphered = goldens![0]!.keys !== undefined;
        const inOrder = isCiphered ? goldens! : shuffled(goldens!, random);
        assert.deepEqual(streamed(inOrder, random), [], `METERD_SEED=${seed}`);
        const anyOrder = streamed(shuffled(goldens!, random), random);
        const wrong = anyOrder.filter((problem) => !isCiphered || problem !== REPLAYED);
        assert.deepEqual(wrong, [], `METERD_SEED=${seed}`);
      }
    }
  },
});
