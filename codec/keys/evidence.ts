/** What captures hold that a key could be tried on, and what else there is to know of the line. */
import { Fault, type FaultCode } from "#model/fault.ts";
import type { MeterOptions } from "#model/meter.ts";
import { type Frame, Framer } from "../framing/framer.ts";
import { bodyStart, isCiphered, P1_START } from "../framing/p1.ts";
import { cipherHeader } from "../layers/cipher.ts";
import { Layers } from "../layers/layers.ts";
import { LineDecoder } from "../line_decoder.ts";
import { titleWords } from "../microscope/cipher_view.ts";
import { Parts } from "../microscope/parts.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** A ciphered telegram, whole and without frames: from DB on, or P1 text with a ciphered body. */
export type Ciphered = {
  readonly bytes: Bytes;
  /** Maker and number of the meter; empty where the telegram has no system title. */
  readonly title: string;
  readonly hasTag: boolean;
};

export type Evidence = {
  /** Telegrams that make a reading without a key. */
  readonly plainCount: number;
  /** Telegrams that are plain and whole, and of no known meter. */
  readonly strangeCount: number;
  /** Stretches in which a frame was begun and found damaged. */
  readonly damagedCount: number;
  /** The first of the ciphered telegrams. */
  readonly ciphered: readonly Ciphered[];
};

/** So many telegrams tell whether a key fits. */
const CIPHERED_MAX = 16;
const NO_KEYS = { encryptionKey: null, authenticationKey: null } as const;
const STRANGE: ReadonlySet<FaultCode> = new Set(["meter-unknown", "apdu-type"]);
/** Not damage: bytes that never were a frame, and keys. */
const UNDAMAGED: ReadonlySet<FaultCode> = new Set([
  ...STRANGE,
  "frame-unknown",
  "cipher-needs-key",
]);

/** Looks through captures as they come from a line. */
export function evidenceIn(captures: readonly Uint8Array[], meter: MeterOptions): Evidence {
  const outcomes = captures.flatMap((capture) => {
    const decoder = new LineDecoder({ ...meter, ...NO_KEYS });
    return [...decoder.push(capture, 0), ...decoder.flush()].map(({ outcome }) => outcome);
  });
  const codes = outcomes.flatMap((outcome) => outcome.ok ? [] : [outcome.fault.code]);
  return {
    plainCount: outcomes.length - codes.length,
    strangeCount: codes.filter((code) => STRANGE.has(code)).length,
    damagedCount: codes.filter((code) => !UNDAMAGED.has(code)).length,
    ciphered: captures.flatMap(cipheredIn).slice(0, CIPHERED_MAX),
  };
}

function cipheredIn(capture: Uint8Array): Ciphered[] {
  const found: Ciphered[] = [];
  const framer = new Framer();
  const parts = new Parts();
  const layers = new Layers(NO_KEYS, () => {});
  const sink = {
    frame({ kind, bytes, from, to }: Frame) {
      const telegram = parts.take(bytes, { kind, from, to })?.telegram ?? null;
      const bytesOfOne = telegram === null ? null : needsKey(telegram, layers);
      if (bytesOfOne !== null && found.length < CIPHERED_MAX) found.push(ciphered(bytesOfOne));
    },
    rubbish() {},
  };
  framer.push(capture, sink);
  framer.flush(sink);
  return found;
}

/** The telegram without the layers around its cipher; `null` when none needs a key. */
function needsKey(telegram: Bytes, layers: Layers): Bytes | null {
  if (telegram[0] === P1_START) return isCiphered(telegram, 0, telegram.length) ? telegram : null;
  const opened = layers.open(telegram, 0, telegram.length, 0);
  if (!(opened instanceof Fault) || opened.code !== "cipher-needs-key") return null;
  return layers.bytes.slice(layers.from, layers.to);
}

function ciphered(bytes: Bytes): Ciphered {
  const at = bytes[0] === P1_START ? bodyStart(bytes, 0, bytes.length) : 1;
  const header = cipherHeader(bytes, at, bytes.length);
  if (!header.ok) return { bytes, title: "", hasTag: false };
  const { titleAt, titleEnd, tagAt } = header.value;
  return { bytes, title: titleWords(bytes.subarray(titleAt, titleEnd)), hasTag: tagAt >= 0 };
}
