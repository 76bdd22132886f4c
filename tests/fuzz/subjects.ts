/**
 * What is damaged: frames of every layout of the encoder, plain and ciphered, an answer of a KMP
 * meter, and the captures of the corpus where it is there. Every frame with the reading it gives.
 */
import type { Bytes } from "#codec/encode/bytes.ts";
import type { HouseholdState } from "#codec/encode/household_state.ts";
import { kmpAnswer, kmpMeter } from "#codec/encode/kmp.ts";
import { LAYOUTS } from "#codec/encode/layouts/mod.ts";
import type { Layout, Push } from "#codec/encode/parts/layout.ts";
import { KMP_METER, KMP_QUESTION, KMP_REGISTERS, kmpFrame } from "#codec/kmp/link.ts";
import { KMP } from "#codec/kmp/registers.ts";
import { LineDecoder } from "#codec/line_decoder.ts";
import { Fault } from "#model/fault.ts";
import type { MeterOptions } from "#model/meter.ts";
import { Zone } from "#model/zone.ts";
import { caseBytes, caseOptions } from "#tests/corpus/corpus.ts";
import { goldens } from "#tests/support/golden.ts";
import { meterOptions } from "#tests/support/meter_options.ts";
import { seeded } from "#tests/support/random.ts";
import { randomSecurity } from "#tests/support/random_security.ts";
import { randomState, withPlausiblePower } from "#tests/support/random_state.ts";
import { type Proof, proofOf } from "./proof.ts";

/** Whole telegrams of one meter, and what a reader of it is told. */
export type Subject = {
  readonly name: string;
  readonly options: MeterOptions;
  readonly frames: readonly Uint8Array[];
  /** The readings of each frame, as JSON. */
  readonly readings: readonly (readonly string[])[];
  /** Without, a frame may be heard only when a frame of another kind was waited for in vain. */
  readonly hasChecksum: boolean;
  /** Neither checksum nor tag proves these frames: damage to them may go unseen. */
  readonly isUnchecked: boolean;
};

const FRAMES = 4;
const STATES_SEED = 1;
const zone = new Zone("Europe/Oslo");

/** How a telegram may be ciphered, and whether the reader can verify it. */
const WAYS = [
  { control: 0x20, verifies: false },
  { control: 0x30, verifies: true },
  { control: 0x30, verifies: false },
] as const;

/** All subjects; the captures only where the corpus is there. */
export function subjects(): Subject[] {
  return [...plainSubjects(), ...cipheredSubjects(), ...captures()];
}

/** The subjects that say nothing without a key. */
export function cipheredSubjects(): Subject[] {
  return everyPush().flatMap(({ layout, list }, number) =>
    WAYS.flatMap(({ control, verifies }, way) => {
      if (layout.ciphering === undefined) return [];
      // Keys of its own: what was spliced out of another telegram must not fit.
      const random = seeded(number * WAYS.length + way);
      const { maker } = layout.ciphering;
      // One counter for all: which of them comes first is up to the damage.
      const security = randomSecurity(random, { maker, control });
      const options = meterOptions({
        encryptionKey: security.encryptionKey,
        authenticationKey: verifies ? security.authenticationKey : null,
      });
      const frames = statesOf(layout).map((state) => layout.encode(state, list, security));
      const name = `${layout.id} list ${list} ciphered ${control.toString(16)}`;
      return [subject(verifies ? `${name} verified` : name, options, frames)];
    })
  );
}

/** What the corpus has of readings, ciphered or not, as it came over the wire. */
export function captures(): Subject[] {
  return goldens()
    .filter(({ expect, entry }) => expect === "ok" && entry === "wire")
    .map((golden) => subject(golden.file, caseOptions(golden), [caseBytes(golden)]));
}

function plainSubjects(): Subject[] {
  const ofLayouts = everyPush().map(({ layout, list }) => {
    const frames = statesOf(layout).map((state) => layout.encode(state, list));
    return subject(`${layout.id} list ${list}`, meterOptions(), frames);
  });
  const answers = statesOf(LAYOUTS[0]).map(kmpAnswerOf);
  return [...ofLayouts, subject("kmp", meterOptions(), answers)];
}

function everyPush(): { layout: Layout; list: Push["list"] }[] {
  return LAYOUTS.flatMap((layout: Layout) => layout.pushes.map(({ list }) => ({ layout, list })));
}

/** The same households for every make. */
function statesOf(layout: Layout): HouseholdState[] {
  const random = seeded(STATES_SEED);
  return Array.from({ length: FRAMES }, (_, at) => {
    const wiring = layout.wirings[at % layout.wirings.length]!;
    const state = randomState(random, { zone, wiring });
    return layout.id.startsWith("lg-") ? withPlausiblePower(state) : state;
  });
}

/** An answer that makes a reading of its own. */
function kmpAnswerOf(state: HouseholdState): Bytes {
  const ids = [...KMP.powers, KMP.exportEnergyFine, KMP.importEnergyFine];
  const question = [KMP_METER, KMP_REGISTERS, ids.length, ...ids.flatMap((id) => [id >> 8, id])];
  const answer = kmpAnswer(kmpFrame(KMP_QUESTION, question), kmpMeter(state));
  if (answer === null) throw new Fault("internal", { what: "a question that is none" });
  return answer;
}

function subject(name: string, options: MeterOptions, frames: readonly Uint8Array[]): Subject {
  // A capture may hold more than its telegrams.
  const proofs = new Set<Proof>();
  const readings = frames.map((frame) => {
    const decoder = new LineDecoder(options);
    return [...decoder.push(frame, 0), ...decoder.flush()]
      .flatMap(({ outcome, startOffset, endOffset }) => {
        if (!outcome.ok) return [];
        proofs.add(proofOf(frame.subarray(startOffset, endOffset)));
        return [outcome.value];
      });
  });
  if (readings.some(({ length }) => length === 0)) {
    throw new Fault("internal", { what: `${name} gives no reading` });
  }
  if (proofs.has("broken")) throw new Fault("internal", { what: `${name} is not proved` });
  const isVerified = readings.flat().every(({ authenticated }) => authenticated === true);
  const hasChecksum = !proofs.has("none");
  return {
    name,
    options,
    frames,
    readings: readings.map((ofFrame) => ofFrame.map((reading) => JSON.stringify(reading))),
    hasChecksum,
    isUnchecked: !isVerified && !hasChecksum,
  };
}
