/** What the decoder needs, out of a meter's settings. */
import type { DistributionSystem, MeterOptions } from "#model/meter.ts";
import { Zone } from "#model/zone.ts";
import type { MeterSettings } from "./schema.ts";

/** Settings are checked before; an empty key and one of zeros both mean "none" (50 §13.2). */
export function meterOptions(settings: MeterSettings): MeterOptions {
  return {
    zone: new Zone(settings.zone),
    distributionSystem: settings.distributionSystem as DistributionSystem,
    multipliers: {
      wattage: settings.wattageMultiplier || 1,
      voltage: settings.voltageMultiplier || 1,
      amperage: settings.amperageMultiplier || 1,
      accumulated: settings.accumulatedMultiplier || 1,
    },
    encryptionKey: keyBytes(settings.encryptionKey),
    authenticationKey: keyBytes(settings.authenticationKey),
  };
}

function keyBytes(hex: string): Uint8Array | null {
  return /[1-9A-F]/.test(hex) ? Uint8Array.fromHex(hex) : null;
}
