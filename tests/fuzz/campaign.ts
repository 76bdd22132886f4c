/**
 * Damaged frames through decoders that go on living: after each comes a good frame, and every
 * reading is held against what was sent. A case is known by its number and the seed, so that it can
 * be run again alone.
 */
import { type Decoded, LineDecoder } from "#codec/line_decoder.ts";
import { line } from "#tests/support/frames.ts";
import { seeded } from "#tests/support/random.ts";
import { damaged, type Random, whole } from "./damage.ts";
import { mended } from "./mended.ts";
import { proofOf } from "./proof.ts";
import type { Subject } from "./subjects.ts";

/** What is wrong with one case. */
export type Finding = {
  readonly what:
    | "threw"
    | "took too long"
    | "wrong reading"
    | "good frame lost"
    | "good frame late";
  readonly subject: string;
  readonly number: number;
  readonly detail: string;
  /** The damaged bytes, as hex. */
  readonly hex: string;
};

/** Counts of a run. Those of readings are of damaged frames only. */
export type Tally = {
  cases: number;
  /** Good frames read right behind the damage. */
  goodRead: number;
  /** The same, but only at the end of the input; of frames without a checksum. */
  goodReadLate: number;
  /** Good frames that a damaged one took along, which has no checksum or a collision (verified). */
  swallowed: number;
  /** Readings of frames that the damage left whole. */
  whole: number;
  /** Readings of others whose checksum holds all the same, verified by slow checksums. */
  collisions: number;
  /** Readings of frames that have no checksum. */
  unchecked: number;
  /** Readings of frames whose checksum was put right after the damage. */
  mended: number;
  slowestMs: number;
  findings: Finding[];
};

export type Campaign = {
  readonly subjects: readonly Subject[];
  readonly seed: number;
  /** Numbers of the cases: from the beginning of the block of `from`, below `to`. */
  readonly from: number;
  readonly to: number;
  /** Every which block is run, and which of these. */
  readonly threads?: number;
  readonly slot?: number;
  /** Called with the number of every case before it is run. */
  readonly begins?: (number: number) => void;
  /** Asked at every block: whether to stop early. */
  readonly isOver?: () => boolean;
};

/** So many cases share one line, whose decoder goes on living; a block can be run again alone. */
export const BLOCK_CASES = 64;
/** A case may take so long on a machine that others use too. */
const CASE_MS_MAX = 5000;
const FINDINGS_MAX = 20;
const MENDED_SHARE = 0.15;

/** What there is at the start; tallies are added up by `added`. */
export function noTally(): Tally {
  return {
    cases: 0,
    goodRead: 0,
    goodReadLate: 0,
    swallowed: 0,
    whole: 0,
    collisions: 0,
    unchecked: 0,
    mended: 0,
    slowestMs: 0,
    findings: [],
  };
}

export function added(one: Tally, other: Tally): Tally {
  return {
    cases: one.cases + other.cases,
    goodRead: one.goodRead + other.goodRead,
    goodReadLate: one.goodReadLate + other.goodReadLate,
    swallowed: one.swallowed + other.swallowed,
    whole: one.whole + other.whole,
    collisions: one.collisions + other.collisions,
    unchecked: one.unchecked + other.unchecked,
    mended: one.mended + other.mended,
    slowestMs: Math.max(one.slowestMs, other.slowestMs),
    findings: [...one.findings, ...other.findings],
  };
}

/** Runs the cases of a campaign. */
export function run(campaign: Campaign): Tally {
  const { subjects, from, to, threads = 1, slot = 0, isOver } = campaign;
  const tally = noTally();
  const first = Math.floor(from / BLOCK_CASES);
  for (let block = first + slot; block * BLOCK_CASES < to; block += threads) {
    if (tally.findings.length >= FINDINGS_MAX || isOver?.()) break;
    const subject = subjects[block % subjects.length]!;
    runBlock(block * BLOCK_CASES, new Line(subject, donorsOf(subject, subjects)), campaign, tally);
  }
  return tally;
}

function runBlock(from: number, line: Line, { seed, to, begins }: Campaign, tally: Tally): void {
  for (let number = from; number < Math.min(to, from + BLOCK_CASES); number++) {
    begins?.(number);
    // Neighbouring numbers must not have neighbouring generators.
    const random = seeded(seed + Math.imul(number, 0x9e3779b1));
    const startMs = performance.now();
    const problem = line.run(random, tally);
    const tookMs = performance.now() - startMs;
    tally.cases++;
    tally.slowestMs = Math.max(tally.slowestMs, tookMs);
    const subject = line.subject.name;
    if (problem !== null) tally.findings.push({ ...problem, subject, number });
    if (tookMs <= CASE_MS_MAX) continue;
    const detail = `${tookMs.toFixed(0)} ms`;
    tally.findings.push({ what: "took too long", subject, number, detail, hex: "" });
  }
}

/**
 * Frames for splices, as they might be on the line of this meter: those without a checksum or
 * without any proof are for their own kind only; those that the reader has the key of would be read,
 * with a counter of their own.
 */
function donorsOf(subject: Subject, all: readonly Subject[]): readonly Uint8Array[] {
  const keyOf = ({ options }: Subject) => options.encryptionKey?.toHex();
  return all.filter((other) =>
    other === subject ||
    (other.isUnchecked === subject.isUnchecked && other.hasChecksum === subject.hasChecksum &&
      (keyOf(subject) === undefined || keyOf(other) !== keyOf(subject)))
  ).map(({ frames }) => frames[0]!);
}

type Problem = Omit<Finding, "number" | "subject">;

/** One meter's line: its decoder, and what was pushed into that. */
class Line {
  #decoder: LineDecoder;
  #offset: number;

  constructor(readonly subject: Subject, readonly donors: readonly Uint8Array[]) {
    this.#decoder = this.#begun();
    this.#offset = subject.frames[0]!.length;
  }

  /** One damaged frame and a good one; `null` when all is as it should be. */
  run(random: Random, tally: Tally): Problem | null {
    const { subject, donors } = this;
    const { frames } = subject;
    const donor = donors[whole(random, donors.length)]!;
    const broken = damaged(frames[whole(random, frames.length)]!, donor, random);
    // A meter that was heard with a checksum must not be heard without one.
    const isMended = random() < MENDED_SHARE && !subject.isUnchecked;
    const bytes = isMended ? mended(broken) : broken;
    const goodAt = whole(random, frames.length);
    try {
      const problem = this.#judge({ bytes, goodAt, isMended }, random, tally);
      // What was mended may teach the decoder things that are not true.
      if (isMended || problem !== null) this.#restart();
      return problem === null ? null : { ...problem, hex: bytes.toHex() };
    } catch (error) {
      this.#restart();
      const detail = error instanceof Error ? `${error.stack}` : String(error);
      return { what: "threw", detail, hex: bytes.toHex() };
    }
  }

  #restart(): void {
    this.#decoder = this.#begun();
    this.#offset = this.subject.frames[0]!.length;
  }

  /** A decoder that has heard its meter once: whether it sends checksums, what its title is. */
  #begun(): LineDecoder {
    const decoder = new LineDecoder(this.subject.options);
    decoder.push(this.subject.frames[0]!, 0);
    decoder.flush();
    return decoder;
  }

  #judge(
    { bytes, goodAt, isMended }: { bytes: Uint8Array; goodAt: number; isMended: boolean },
    random: Random,
    tally: Tally,
  ): Pick<Problem, "what" | "detail"> | null {
    const { subject } = this;
    const good = subject.frames[goodAt]!;
    const startOffset = this.#offset;
    const goodOffset = startOffset + bytes.length;
    this.#offset = goodOffset + good.length;
    const decoded = this.#push(bytes, random);
    decoded.push(...this.#decoder.push(good, 0));
    const inTime = decoded.length;
    decoded.push(...this.#decoder.flush());

    const readings = decoded.flatMap(({ outcome, startOffset, endOffset }, at) =>
      outcome.ok ? [{ json: JSON.stringify(outcome.value), startOffset, endOffset, at }] : []
    );
    // The readings of the good frame are the last ones.
    const wanted = subject.readings[goodAt]!;
    const own = readings.slice(-wanted.length);
    const isRead = own.length === wanted.length &&
      own.every(({ json }, at) => isMended || json === wanted[at]);
    const isLate = own.some(({ at }) => at >= inTime);
    if (isRead && isLate && subject.hasChecksum) return { what: "good frame late", detail: "" };
    if (isRead) tally[isLate ? "goodReadLate" : "goodRead"]++;
    else if (this.#isSwallowed({ decoded, goodOffset, stream: line(bytes, good) })) {
      tally.swallowed++;
    } else {
      const detail = `${decoded.map(describe).join(", ")}; good frame ${goodAt} at ${goodOffset}`;
      return { what: "good frame lost", detail };
    }
    if (isRead) readings.length -= wanted.length;
    if (isMended) tally.mended += readings.length;
    else {
      const stream = line(bytes, good);
      for (const { json, startOffset: from, endOffset: to } of readings) {
        const frame = stream.subarray(from - startOffset, to - startOffset);
        const kind = this.#kindOf(frame, json);
        if (kind === "wrong") {
          return { what: "wrong reading", detail: `${json} of ${frame.toHex()}` };
        }
        tally[kind]++;
      }
    }
    return null;
  }

  /**
   * Whether a damaged frame took the good one along that no check could refuse: it has none, or its
   * checksum holds by accident.
   */
  #isSwallowed(
    { decoded, goodOffset, stream }: {
      decoded: readonly Decoded[];
      goodOffset: number;
      stream: Uint8Array;
    },
  ): boolean {
    const base = this.#offset - stream.length;
    return decoded.some(({ outcome, startOffset, endOffset }) => {
      if (startOffset >= goodOffset || endOffset <= goodOffset) return false;
      if (this.subject.isUnchecked && outcome.ok) return true;
      return proofOf(stream.subarray(startOffset - base, endOffset - base)) === "checksum";
    });
  }

  #push(bytes: Uint8Array, random: Random): Decoded[] {
    const size = random() < 0.5 ? bytes.length : 1 + whole(random, 64);
    const decoded: Decoded[] = [];
    for (let from = 0; from < bytes.length; from += size) {
      decoded.push(...this.#decoder.push(bytes.subarray(from, from + size), 0));
    }
    return decoded;
  }

  /** What a reading of a damaged stretch is worth. */
  #kindOf(frame: Uint8Array, json: string): "whole" | "collisions" | "unchecked" | "wrong" {
    const { subject } = this;
    const isKnown = subject.readings.some((readings) => readings.includes(json));
    const proof = proofOf(frame);
    // Nobody forges a tag: what it proves must have been sent.
    if (json.includes('"authenticated":true')) {
      if (isKnown) return "whole";
      const known = subject.readings.flat().map(withoutIdent);
      return known.includes(withoutIdent(json)) ? "unchecked" : "wrong";
    }
    if (proof === "checksum") return isKnown ? "whole" : "collisions";
    return proof === "none" && subject.isUnchecked ? "unchecked" : "wrong";
  }
}

/** A reading but for what the first line of a ciphered P1 telegram says, which has no tag. */
function withoutIdent(json: string): string {
  return json.replace(/"(vendor|listId|meterModel)":"[^"]*",?/g, "");
}

function describe({ startOffset, endOffset, outcome }: Decoded): string {
  return `${startOffset}..${endOffset} ${outcome.ok ? "reading" : outcome.fault.code}`;
}
