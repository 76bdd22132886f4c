/** What history must know of a meter of the settings. */
import type { Zone } from "#model/zone.ts";

export type HistoryMeter = {
  readonly id: string;
  readonly zone: Zone;
  /** Main fuse, A; 0 or absent when unknown. */
  readonly mainFuseA?: number;
};
