/** The cases of the capture corpus as bytes and options. The corpus itself lies beside the house. */
import { type MeterOptions, NO_MULTIPLIERS } from "#model/meter.ts";
import { Zone } from "#model/zone.ts";
import { CORPUS, type Golden, type GoldenReading } from "#tests/support/golden.ts";

/** The bytes of a case: P1 text as it is, hex dumps without all that is no hex digit. */
export function caseBytes({ file }: Golden): Uint8Array {
  const bytes = Deno.readFileSync(`${CORPUS}${file}`);
  if (file.endsWith(".txt")) return bytes;
  return Uint8Array.fromHex(new TextDecoder().decode(bytes).replace(/[^0-9A-Fa-f]/g, ""));
}

/** The options a golden assumes. */
export function caseOptions({ config = {} }: Golden): MeterOptions {
  return {
    zone: new Zone("Europe/Oslo"),
    distributionSystem: config["distributionSystem"] === 1 ? 1 : 0,
    multipliers: {
      wattage: config["wattageMultiplier"] ?? NO_MULTIPLIERS.wattage,
      voltage: config["voltageMultiplier"] ?? NO_MULTIPLIERS.voltage,
      amperage: config["amperageMultiplier"] ?? NO_MULTIPLIERS.amperage,
      accumulated: config["accumulatedMultiplier"] ?? NO_MULTIPLIERS.accumulated,
    },
    encryptionKey: null,
    authenticationKey: null,
  };
}

/** The readings a case stands for; `whole` says whether these are all of the file. */
export function caseReadings({ reading, readings }: Golden): readonly GoldenReading[] {
  return readings ?? (reading === undefined ? [] : [reading]);
}
