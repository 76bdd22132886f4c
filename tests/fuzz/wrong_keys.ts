/** Random keys against every ciphered telegram of the encoder and of the corpus. */
import { LineDecoder } from "#codec/line_decoder.ts";
import { seeded } from "#tests/support/random.ts";
import { randomKey } from "#tests/support/random_security.ts";
import { captures, cipheredSubjects, type Subject } from "./subjects.ts";

export type KeyTally = {
  telegrams: number;
  keys: number;
  /** How often each fault was the answer. */
  readonly faults: Record<string, number>;
  /** Readings that a wrong key gave, with the telegram and the key. */
  readonly readings: string[];
};

export type KeyCampaign = {
  /** So many for each telegram. */
  readonly keys: number;
  readonly seed: number;
  /** Every which telegram is tried, and which of these. */
  readonly threads?: number;
  readonly slot?: number;
};

export function addedKeys(one: KeyTally, other: KeyTally): KeyTally {
  const faults = { ...one.faults };
  for (const [code, count] of Object.entries(other.faults)) {
    faults[code] = (faults[code] ?? 0) + count;
  }
  return {
    telegrams: one.telegrams + other.telegrams,
    keys: one.keys + other.keys,
    faults,
    readings: [...one.readings, ...other.readings],
  };
}

/** Tries random keys on the telegrams of every n-th subject. */
export function tryWrongKeys(
  { keys, seed, threads = 1, slot = 0 }: KeyCampaign,
): KeyTally {
  const tally: KeyTally = { telegrams: 0, keys: 0, faults: {}, readings: [] };
  const subjects = [
    ...cipheredSubjects(),
    ...captures().filter(({ options }) => options.encryptionKey !== null),
  ];
  for (const [number, subject] of subjects.entries()) {
    if (number % threads !== slot) continue;
    tally.telegrams++;
    const random = seeded(seed + number);
    for (let key = 0; key < keys; key++) tryKey(subject, random, tally);
  }
  return tally;
}

/** With the right second key as well, a wrong one, or none, so that no tag is looked at. */
function tryKey({ name, options, frames }: Subject, random: () => number, tally: KeyTally): void {
  const encryptionKey = randomKey(random);
  const share = random();
  const authenticationKey = share < 0.2
    ? options.authenticationKey
    : share < 0.3
    ? randomKey(random)
    : null;
  const decoder = new LineDecoder({ ...options, encryptionKey, authenticationKey });
  const frame = frames[tally.keys % frames.length]!;
  tally.keys++;
  for (const { outcome } of [...decoder.push(frame, 0), ...decoder.flush()]) {
    if (outcome.ok) {
      const json = JSON.stringify(outcome.value);
      tally.readings.push(`${name} with ${encryptionKey.toHex()}: ${json}`);
      continue;
    }
    const { code } = outcome.fault;
    tally.faults[code] = (tally.faults[code] ?? 0) + 1;
  }
}
