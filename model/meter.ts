/** What the decoder must know of a meter besides its bytes. */
import type { Zone } from "./zone.ts";

/**
 * 0: unknown. 1: three wires, line voltages (IT, TT). 2: four wires, phase voltages (TN).
 * Chapter 10 §8.9.
 */
export type DistributionSystem = 0 | 1 | 2;

/**
 * User factors for meters behind transformers or with odd units; 1 = as sent (chapter 10 §10.4).
 */
export type Multipliers = {
  /** Total active and reactive power. */
  readonly wattage: number;
  readonly voltage: number;
  readonly amperage: number;
  /** All energy registers. */
  readonly accumulated: number;
};

export type MeterOptions = {
  /** The zone whose rules the meter's wall clock follows. */
  readonly zone: Zone;
  readonly distributionSystem: DistributionSystem;
  readonly multipliers: Multipliers;
  /** 16 bytes, or `null` when none is set. */
  readonly encryptionKey: Uint8Array | null;
  readonly authenticationKey: Uint8Array | null;
};

export const NO_MULTIPLIERS: Multipliers = {
  wattage: 1,
  voltage: 1,
  amperage: 1,
  accumulated: 1,
};
