/**
 * The cases of the capture corpus as bytes and options. The corpus itself lies beside the house.
 */
import { decodeApdu, LineDecoder } from "#codec/line_decoder.ts";
import type { FaultCode } from "#model/fault.ts";
import type { MeterOptions } from "#model/meter.ts";
import type { Outcome } from "#model/outcome.ts";
import type { DecodedReading } from "#model/reading.ts";
import { CORPUS, type Golden, type GoldenReading, goldens } from "#tests/support/golden.ts";
import { meterOptions } from "#tests/support/meter_options.ts";

/** All cases; empty, with a line that says so, where the corpus is not there. */
export function corpusCases(): readonly Golden[] {
  const cases = goldens();
  if (cases.length === 0) console.warn(`skipped: the corpus is not at ${CORPUS}`);
  return cases;
}

/** The bytes of a case: P1 text as it is, hex dumps without all that is no hex digit. */
export function caseBytes({ file }: Golden): Uint8Array {
  const bytes = Deno.readFileSync(`${CORPUS}${file}`);
  if (file.endsWith(".txt")) return bytes;
  return Uint8Array.fromHex(new TextDecoder().decode(bytes).replace(/[^0-9A-Fa-f]/g, ""));
}

/** The options a golden assumes. */
export function caseOptions({ config = {}, keys = {} }: Golden): MeterOptions {
  return meterOptions({
    encryptionKey: keys.ek === undefined ? null : Uint8Array.fromHex(keys.ek),
    authenticationKey: keys.ak === undefined ? null : Uint8Array.fromHex(keys.ak),
    distributionSystem: config["distributionSystem"] === 1 ? 1 : 0,
    multipliers: {
      wattage: config["wattageMultiplier"] ?? 1,
      voltage: config["voltageMultiplier"] ?? 1,
      amperage: config["amperageMultiplier"] ?? 1,
      accumulated: config["accumulatedMultiplier"] ?? 1,
    },
  });
}

/** The readings a case stands for. */
export function caseReadings({ reading, readings }: Golden): readonly GoldenReading[] {
  return readings ?? (reading === undefined ? [] : [reading]);
}

/** What the decoder says of a case, its bytes in the given chunks. */
export function decodeCase(
  golden: Golden,
  chunks: readonly Uint8Array[] = [caseBytes(golden)],
): Outcome<DecodedReading>[] {
  if (golden.entry === "apdu") return [decodeApdu(caseBytes(golden), caseOptions(golden))];
  const decoder = new LineDecoder(caseOptions(golden));
  const decoded = [...chunks.flatMap((chunk) => decoder.push(chunk, 0)), ...decoder.flush()];
  return decoded.map(({ outcome }) => outcome);
}

export function readingsOf(outcomes: readonly Outcome<DecodedReading>[]): DecodedReading[] {
  return outcomes.flatMap((outcome) => outcome.ok ? [outcome.value] : []);
}

export function faultsOf(outcomes: readonly Outcome<DecodedReading>[]): FaultCode[] {
  return outcomes.flatMap((outcome) => outcome.ok ? [] : [outcome.fault.code]);
}

/** Bytes cut into chunks, each as long as `next` says. */
export function chunksOf(bytes: Uint8Array, next: () => number): Uint8Array[] {
  const chunks: Uint8Array[] = [];
  for (let from = 0; from < bytes.length;) {
    const to = from + next();
    chunks.push(bytes.subarray(from, to));
    from = to;
  }
  return chunks;
}
