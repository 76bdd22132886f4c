/**
 * The key doctor: whether keys open the telegrams of a capture, and if not, what is wrong and what
 * to ask the grid company for, in words for the owner of the meter.
 */
import type { MeterOptions } from "#model/meter.ts";
import { type Ciphered, type Evidence, evidenceIn } from "./evidence.ts";
import type { FoundKey } from "./find_keys.ts";
import { type Fit, fitOf } from "./fit.ts";
import { Trial } from "./trial.ts";

/** What can be the matter, and the sentence for it. */
export const VERDICTS = {
  "nothing": "There is no telegram in the capture.",
  "damaged": "The telegrams are damaged on the line (checksum): solve this first.",
  "plain": "This meter sends plain telegrams: no key is needed.",
  "unknown-meter": "The telegrams are plain, but of no known meter: this is no matter of keys.",
  "key-needed": "The telegrams are encrypted: a key is needed.",
  "no-key": "There is no key in the text: a key has 32 hex digits (0 to 9, A to F).",
  "wrong": "None of the keys opens the telegrams.",
  "fits": "The keys fit.",
  "strange": "The keys fit, but the telegrams are of no known meter.",
  "swapped": "The two keys are swapped.",
  "repaired": "There is a mistake in a key; without it, the key fits.",
  "authentication-wrong":
    "The encryption key opens the telegrams; the authentication key does not fit.",
  "authentication-missing":
    "The encryption key opens the telegrams; the authentication key is missing.",
} as const;
export type Verdict = keyof typeof VERDICTS;

export type Diagnosis = {
  readonly verdict: Verdict;
  /** Whether readings come out, with the settings below. */
  readonly isReadable: boolean;
  /** The verdict and what else is to be said, in plain words. No key is in them. */
  readonly sentences: readonly string[];
  /** What to ask the grid company for; empty when it need not be asked. */
  readonly ask: string;
  /**
   * What to set, 32 hex digits; `null` for a key that stays empty. Secrets! Absent when nothing is
   * known to fit.
   */
  readonly settings?: {
    readonly encryptionKey: string | null;
    readonly authenticationKey: string | null;
  };
};

export type Case = {
  readonly captures: readonly Uint8Array[];
  /** What was found in the text that was pasted; `null` when there was none. */
  readonly keys: readonly FoundKey[] | null;
  readonly meter: MeterOptions;
};

/** Examines captures as they come from a line, and the keys at hand. */
export function diagnose({ captures, keys, meter }: Case): Diagnosis {
  const evidence = evidenceIn(captures, meter);
  const { ciphered } = evidence;
  if (ciphered.length === 0) return withoutCipher(evidence, keys);
  if (keys === null || keys.length === 0) {
    const verdict = keys === null ? "key-needed" : "no-key";
    return closed(verdict, [origin(ciphered)], ciphered);
  }
  const fit = fitOf(ciphered, keys, new Trial(meter));
  if (fit !== null) return fitting(fit, keys, evidence);
  const sentences = [
    origin(ciphered),
    "The key belongs to another meter, or it has more than one mistake: a digit that is wrong, " +
    "lost or too many was looked for.",
    ...troubles(keys),
    ...damages(evidence),
  ];
  return closed("wrong", sentences, ciphered);
}

function withoutCipher(
  { plainCount, strangeCount, damagedCount }: Evidence,
  keys: readonly FoundKey[] | null,
): Diagnosis {
  if (plainCount > 0) {
    const more = keys === null ? [] : ["Leave both keys empty in the settings."];
    const settings = { encryptionKey: null, authenticationKey: null };
    return { ...told("plain", more), isReadable: true, settings };
  }
  if (strangeCount > 0) return told("unknown-meter", []);
  if (damagedCount === 0) {
    return told("nothing", ["Check that the meter's port is open, the cable and the baud rate."]);
  }
  return told("damaged", [
    `Of ${damagedCount} telegrams none came whole.`,
    "Check the cable and its length, baud rate and parity, and whether the adapter must invert " +
    "the signal.",
  ]);
}

function fitting(fit: Fit, keys: readonly FoundKey[], evidence: Evidence): Diagnosis {
  const { encryption, authentication, opened, isStrange } = fit;
  const isTagged = opened.some(({ hasTag }) => hasTag);
  const hasOther = keys.some(({ digits }) => digits !== encryption.pasted);
  const isMissing = isTagged && authentication === null;
  const problems: Verdict[] = [
    ...(isStrange ? ["strange" as const] : []),
    ...(isSwapped(fit) ? ["swapped" as const] : []),
    ...(encryption.trouble || authentication?.trouble ? ["repaired" as const] : []),
    ...(isMissing
      ? [hasOther ? "authentication-wrong" as const : "authentication-missing" as const]
      : []),
  ];
  const [verdict = "fits", ...others] = problems;
  const sentences = [
    ...others.map((other) => VERDICTS[other]),
    ...mistakes(fit),
    ...(isMissing
      ? ["Until then leave the authentication key empty: all is read, not verified."]
      : []),
    ...(authentication === null ? [] : ["The authentication tag proves it."]),
    ...(!isTagged && hasOther ? ["This meter uses no authentication key."] : []),
    ...strangers(opened, evidence.ciphered),
    ...damages(evidence),
  ];
  return {
    ...told(verdict, sentences),
    isReadable: !isStrange,
    ask: isMissing
      ? `Ask your grid company for the authentication key (AK, GAK) ${ofMeter(opened)}.`
      : "",
    settings: {
      encryptionKey: encryption.key,
      authenticationKey: authentication?.key ?? null,
    },
  };
}

function isSwapped({ encryption, authentication }: Fit): boolean {
  return encryption.role === "authentication" || authentication?.role === "encryption";
}

function mistakes({ encryption, authentication }: Fit): string[] {
  const tell = (name: string, trouble = "") =>
    trouble === "" ? [] : [`The ${name} key came with ${trouble}.`];
  return [
    ...tell("encryption", encryption.trouble),
    ...tell("authentication", authentication?.trouble),
  ];
}

function troubles(keys: readonly FoundKey[]): string[] {
  return keys.filter(({ trouble }) => trouble !== "").map(({ trouble }) =>
    `One of the keys came with ${trouble}.`
  );
}

function strangers(opened: readonly Ciphered[], all: readonly Ciphered[]): string[] {
  const count = all.length - opened.length;
  if (count === 0) return [];
  const known = titlesOf(opened);
  const others = titlesOf(all).filter((title) => !known.includes(title));
  const why = others.length > 0
    ? `they come from another meter (${others.join("; ")})`
    : "they are of the same meter, which may use a second key";
  return [`${count} of ${all.length} telegrams stay closed: ${why}.`];
}

function damages({ damagedCount }: Evidence): string[] {
  return damagedCount === 0 ? [] : [
    `${damagedCount} stretches were damaged on the line: if that is often so, check the cable.`,
  ];
}

function origin(telegrams: readonly Ciphered[]): string {
  const titles = titlesOf(telegrams);
  return titles.length === 0
    ? "The telegrams do not say which meter they come from."
    : `The telegrams come from the meter ${titles.join(" and from ")}.`;
}

function titlesOf(telegrams: readonly Ciphered[]): string[] {
  return [...new Set(telegrams.map(({ title }) => title))].filter((title) => title !== "");
}

function closed(
  verdict: Verdict,
  sentences: readonly string[],
  telegrams: readonly Ciphered[],
): Diagnosis {
  const keys = telegrams.some(({ hasTag }) => hasTag)
    ? "the encryption key (EK, GUEK) and the authentication key (AK, GAK)"
    : "the encryption key (EK, GUEK)";
  const ask = `Ask your grid company for ${keys} ${ofMeter(telegrams)}.`;
  return { ...told(verdict, sentences), ask };
}

function ofMeter(telegrams: readonly Ciphered[]): string {
  const [title] = titlesOf(telegrams);
  const meter = title === undefined ? "your meter" : `the meter with the system title ${title}`;
  return `of the customer port of ${meter}`;
}

function told(verdict: Verdict, more: readonly string[]): Diagnosis {
  return { verdict, isReadable: false, sentences: [VERDICTS[verdict], ...more], ask: "" };
}
