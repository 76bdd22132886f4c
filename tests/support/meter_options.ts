/** What the decoder must know of a meter, as plain as can be, with the changes a test wants. */
import { type MeterOptions, NO_MULTIPLIERS } from "#model/meter.ts";
import { Zone } from "#model/zone.ts";

const OSLO = new Zone("Europe/Oslo");

export function meterOptions(changes: Partial<MeterOptions> = {}): MeterOptions {
  return {
    zone: OSLO,
    distributionSystem: 0,
    multipliers: NO_MULTIPLIERS,
    encryptionKey: null,
    authenticationKey: null,
    ...changes,
  };
}
