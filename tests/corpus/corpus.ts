/**
 * The corpus of real captures beside the repository (`../shared/corpus`): its cases, their bytes, and
 * how a reading is compared with a golden. It stays outside; tests are skipped where it is absent.
 */
import type { MeterOptions } from "#model/meter.ts";
import { Zone } from "#model/zone.ts";

const ROOT = new URL("../../../shared/corpus/", import.meta.url);
const TOLERANCE = 1e-6;

type Golden = Readonly<Record<string, unknown>>;

export type CorpusCase = {
  readonly file: string;
  readonly entry: "wire" | "apdu";
  readonly expect: "ok" | "needs-key" | "corrupt" | "unsupported";
  readonly encrypted?: boolean;
  readonly reading?: Golden;
  readonly readings?: readonly Golden[];
  readonly keys?: { readonly ek?: string; readonly ak?: string };
  readonly config?: Readonly<Record<string, number>>;
};

/** All cases, or `null` where the corpus is not there. */
export function corpusCases(): CorpusCase[] | null {
  try {
    return JSON.parse(Deno.readTextFileSync(new URL("goldens.json", ROOT)));
  } catch (thrown) {
    if (thrown instanceof Deno.errors.NotFound) return null;
    throw thrown;
  }
}

/** The bytes of a case: P1 text as it is, hex dumps without all that is no hex digit. */
export function caseBytes({ file }: CorpusCase): Uint8Array {
  const bytes = Deno.readFileSync(new URL(file, ROOT));
  if (file.endsWith(".txt")) return bytes;
  return Uint8Array.fromHex(new TextDecoder().decode(bytes).replace(/[^0-9A-Fa-f]/g, ""));
}

/** The options a golden assumes. */
export function caseOptions({ config = {}, keys = {} }: CorpusCase): MeterOptions {
  return {
    zone: new Zone("Europe/Oslo"),
    distributionSystem: config["distributionSystem"] === 1 ? 1 : 0,
    multipliers: {
      wattage: config["wattageMultiplier"] ?? 1,
      voltage: config["voltageMultiplier"] ?? 1,
      amperage: config["amperageMultiplier"] ?? 1,
      accumulated: config["accumulatedMultiplier"] ?? 1,
    },
    encryptionKey: keys.ek === undefined ? null : Uint8Array.fromHex(keys.ek),
    authenticationKey: keys.ak === undefined ? null : Uint8Array.fromHex(keys.ak),
  };
}

/** The readings a case stands for. */
export function caseReadings({ reading, readings }: CorpusCase): readonly Golden[] {
  return readings ?? (reading === undefined ? [] : [reading]);
}

/** Golden fields that a reading lacks or gives otherwise, as `field: is …, should be …`. */
export function differences(actual: object, golden: Golden): string[] {
  const reading: Golden = { ...actual };
  return Object.entries(golden)
    .filter(([field, expected]) => !isEqual(reading[field], expected))
    .map(([field, expected]) => `${field}: is ${reading[field]}, should be ${expected}`);
}

function isEqual(actual: unknown, expected: unknown): boolean {
  if (typeof actual === "number" && typeof expected === "number") {
    return Math.abs(actual - expected) <= TOLERANCE;
  }
  return actual === expected;
}
