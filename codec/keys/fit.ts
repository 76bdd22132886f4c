/**
 * Which of the keys at hand is which: every one is tried as encryption key, and beside the one that
 * opens telegrams every one as authentication key. When none fits, slips of the pen are tried.
 */
import type { Ciphered } from "./evidence.ts";
import type { FoundKey, KeyRole } from "./find_keys.ts";
import { repairsOf } from "./repair.ts";
import type { Trial } from "./trial.ts";

/** A key that can be tried. */
export type Candidate = {
  /** 32 hex digits. A secret. */
  readonly key: string;
  /** The digits it was made of. */
  readonly pasted: string;
  readonly role: KeyRole | null;
  /** What was wrong with it as it was pasted; empty when nothing was. */
  readonly trouble: string;
};

/** The keys that open telegrams. */
export type Fit = {
  readonly encryption: Candidate;
  /** `null` when no tag was verified. */
  readonly authentication: Candidate | null;
  readonly opened: readonly Ciphered[];
  /** The tag fits, but what is inside is of no known meter. */
  readonly isStrange: boolean;
};

const KEY_DIGITS = 32;
const MISTYPED = "a digit that was typed wrong";
/** A second telegram of the same meter must open as well, where there is one. */
const OPENED_MIN = 2;

/** What fits best; `null` when no telegram opens. */
export function fitOf(
  telegrams: readonly Ciphered[],
  keys: readonly FoundKey[],
  trial: Trial,
): Fit | null {
  const whole = keys.filter(({ digits }) => digits.length === KEY_DIGITS).map(asPasted);
  const fit = fitAmong(telegrams, whole, trial);
  if (fit !== null) return fit.authentication === null ? withSlip(fit, keys, trial) : fit;
  const first = telegrams.filter(({ title }, at) =>
    telegrams.findIndex((other) => other.title === title) === at
  );
  const slip = slipIn(
    keys,
    ({ key }) => trial.those(first, { encryption: key, authentication: null }, "read").length > 0,
  );
  if (slip === null) return null;
  const mended = fitAmong(telegrams, [slip, ...whole], trial);
  return mended?.authentication === null ? withSlip(mended, keys, trial) : mended;
}

function fitAmong(
  telegrams: readonly Ciphered[],
  candidates: readonly Candidate[],
  trial: Trial,
): Fit | null {
  let best: Fit | null = null;
  for (const encryption of candidates) {
    const pair = { encryption: encryption.key, authentication: null };
    const opened = trial.those(telegrams, pair, "read");
    if (opened.length <= (best?.opened.length ?? 0) || !isEnough(opened, telegrams)) continue;
    best = { encryption, authentication: null, opened, isStrange: false };
  }
  if (best === null) return strangeAmong(telegrams, candidates, trial);
  const { encryption, opened } = best;
  const tagged = opened.filter(({ hasTag }) => hasTag);
  const authentication = candidates.find(({ key }) => {
    const pair = { encryption: encryption.key, authentication: key };
    return trial.those(tagged, pair, "verified").length > 0;
  });
  return { ...best, authentication: authentication ?? null };
}

function isEnough(opened: readonly Ciphered[], telegrams: readonly Ciphered[]): boolean {
  const ofMeter = telegrams.filter(({ title }) => title === opened[0]?.title);
  return opened.length >= Math.min(OPENED_MIN, ofMeter.length);
}

/** Keys that are proved by a tag although no reading comes out. */
function strangeAmong(
  telegrams: readonly Ciphered[],
  candidates: readonly Candidate[],
  trial: Trial,
): Fit | null {
  const tagged = telegrams.filter(({ hasTag }) => hasTag);
  for (const encryption of candidates) {
    for (const authentication of candidates) {
      const pair = { encryption: encryption.key, authentication: authentication.key };
      const opened = trial.those(tagged, pair, "strange");
      if (opened.length > 0) return { encryption, authentication, opened, isStrange: true };
    }
  }
  return null;
}

/** The same with the authentication key, if that is one slip away from a key at hand. */
function withSlip(fit: Fit, keys: readonly FoundKey[], trial: Trial): Fit {
  const tagged = fit.opened.filter(({ hasTag }) => hasTag).slice(0, 1);
  if (tagged.length === 0) return fit;
  const encryption = fit.encryption.key;
  const others = keys.filter(({ digits }) => digits !== fit.encryption.pasted);
  const authentication = slipIn(
    others,
    ({ key }) => trial.those(tagged, { encryption, authentication: key }, "verified").length > 0,
  );
  return { ...fit, authentication };
}

/** The first key that fits among those that a key at hand may have been meant to be. */
function slipIn(
  keys: readonly FoundKey[],
  fits: (candidate: Candidate) => boolean,
): Candidate | null {
  for (const { digits, role, trouble } of keys) {
    for (const key of repairsOf(digits)) {
      const candidate = { key, pasted: digits, role, trouble: trouble || MISTYPED };
      if (fits(candidate)) return candidate;
    }
  }
  return null;
}

function asPasted({ digits, role, trouble }: FoundKey): Candidate {
  return { key: digits, pasted: digits, role, trouble };
}
