/** What the bench of the decoder reads: every layout and list, plain and ciphered, and the corpus. */
import type { Security } from "#codec/encode/cipher.ts";
import { LAYOUTS } from "#codec/encode/layouts/mod.ts";
import type { Layout } from "#codec/encode/parts/layout.ts";
import { Household } from "#drivers/sim/household.ts";
import type { MeterOptions } from "#model/meter.ts";
import { Zone } from "#model/zone.ts";
import { caseBytes, caseOptions } from "#tests/corpus/corpus.ts";
import { goldens } from "#tests/support/golden.ts";
import { meterOptions } from "#tests/support/meter_options.ts";
import { seeded } from "#tests/support/random.ts";
import { randomSecurity } from "#tests/support/random_security.ts";

/** The share of some rate that a decoder must reach (00 §7). */
export type Target = { readonly of: "crc" | "cipher"; readonly shareMin: number };

export type BenchSubject = {
  readonly name: string;
  readonly options: MeterOptions;
  readonly frames: readonly Uint8Array[];
  /** `null` for plain frames. */
  readonly security: Security | null;
  /** `null` where only the figures are of interest. */
  readonly target: Target | null;
};

const START_MS = Date.UTC(2026, 0, 15, 11, 0, 0);
const FRAMES = 60;
const HDLC_FLAG = 0x7e;
const HDLC: Target = { of: "crc", shareMin: 0.20 };
const P1_WITH_GAS: Target = { of: "crc", shareMin: 0.30 };
const CIPHERED: Target = { of: "cipher", shareMin: 0.55 };
const WITH_GAS = /^p1($|-nl|-be)/;
const zone = new Zone("Europe/Oslo");

/** @param only The id of one layout, or `undefined` for all. */
export function benchSubjects(only: string | undefined): BenchSubject[] {
  const layouts = LAYOUTS.filter(({ id }) => only === undefined || id === only);
  const encoded = layouts.flatMap((layout: Layout) => [...plain(layout), ...ciphered(layout)]);
  return only === undefined ? [...encoded, ...corpus()] : encoded;
}

function plain(layout: Layout): BenchSubject[] {
  return layout.pushes.map(({ list }) => {
    const frames = statesOf(layout).map((state) => layout.encode(state, list));
    const isHdlc = frames[0]![0] === HDLC_FLAG;
    const target = isHdlc ? HDLC : WITH_GAS.test(layout.id) ? P1_WITH_GAS : null;
    const name = `${layout.id} ${list}`;
    return { name, options: meterOptions(), frames, security: null, target };
  });
}

function ciphered(layout: Layout): BenchSubject[] {
  if (layout.ciphering === undefined) return [];
  const { maker } = layout.ciphering;
  // One counter for all, since the frames come round again.
  const security = randomSecurity(seeded(1), { maker, control: 0x30 });
  const { encryptionKey, authenticationKey } = security;
  const options = meterOptions({ encryptionKey, authenticationKey });
  return layout.pushes.map(({ list }) => {
    const frames = statesOf(layout).map((state) => layout.encode(state, list, security));
    return { name: `${layout.id} ${list} ciphered`, options, frames, security, target: CIPHERED };
  });
}

function statesOf(layout: Layout) {
  const household = new Household({ seed: 1, zone, wiring: layout.wirings.at(-1) ?? "tn" });
  return Array.from({ length: FRAMES }, (_, at) => household.at(START_MS + at * 1000));
}

/** The plain captures of real meters that came over the wire, one by one and all together. */
function corpus(): BenchSubject[] {
  const cases = goldens().filter(({ expect, entry, keys, config }) =>
    expect === "ok" && entry === "wire" && keys === undefined && config === undefined
  );
  if (cases.length === 0) return [];
  const frames = cases.map(caseBytes);
  const options = caseOptions(cases[0]!);
  return [{ name: "corpus, plain", options, frames, security: null, target: null }];
}
