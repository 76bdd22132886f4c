/** `/realtime.json` of amsreader-firmware: net power in 10-s slots (chapters 20 §10, 40 §11.12). */
import type { PowerPoint } from "#model/energy.ts";

/** Slots of the ring: 60 minutes. */
export const REALTIME_SLOTS = 360;
const SLOT_MS = 10_000;

export type RealtimeRequest = {
  /** 10-s points of the last hour, oldest first. */
  readonly points: readonly PowerPoint[];
  readonly nowMs: number;
  readonly offset: number;
  readonly size: number;
};

/** Newest slot first, W, negative = export. A slot without a point repeats the older one. */
export function realtimeJson({ points, nowMs, offset, size }: RealtimeRequest) {
  const newestMs = nowMs - nowMs % SLOT_MS;
  const bySlot = new Map(points.map((point) => [(newestMs - point.atMs) / SLOT_MS, point.netW]));
  const watts = new Array<number>(REALTIME_SLOTS).fill(0);
  let heldW = 0;
  for (let slot = REALTIME_SLOTS - 1; slot >= 0; slot--) {
    heldW = bySlot.get(slot) ?? heldW;
    watts[slot] = Math.round(heldW);
  }
  const data = Array.from({ length: size }, (_, at) => watts[offset + at] ?? 0);
  return { offset, size, total: REALTIME_SLOTS, data };
}
