/**
 * Stored readings of the last days. They are unpacked in slices between which everything else has
 * its turn, so that the longest answer holds up no reading.
 */
import { READINGS_MAX } from "#model/history.ts";
import type { Reading } from "#model/reading.ts";
import { turn } from "#runtime/turn.ts";
import { MINUTE_MS, minuteOfMs, unpackMinute } from "./minute.ts";
import type { Shelf } from "./shelf.ts";

type Question = {
  readonly meter: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly limit: number;
};

/** Minutes looked at in one go: a few hundred readings. */
const SLICE_MINUTES = 10;

export async function readingsOf(
  shelfOf: (meter: string) => Shelf | null,
  { meter, fromMs, toMs, limit }: Question,
): Promise<Reading[]> {
  const most = Math.max(0, Math.min(limit, READINGS_MAX));
  const found: Reading[] = [];
  for (let atMs: number | null = minuteOfMs(fromMs); atMs !== null && atMs < toMs;) {
    // Asked for anew: the disk may have gone and come back since the last slice.
    const shelf = shelfOf(meter);
    if (shelf === null) return [];
    const startMs = nextMinuteMs(shelf, atMs);
    if (startMs === null || startMs >= toMs) break;
    const endMs = Math.min(toMs, startMs + SLICE_MINUTES * MINUTE_MS);
    const slice = sliceOf(shelf, { fromMs: startMs, toMs: endMs })
      .filter(({ receivedAtMs }) => receivedAtMs >= fromMs && receivedAtMs < toMs);
    found.push(...slice.sort((a, b) => a.receivedAtMs - b.receivedAtMs));
    if (found.length >= most) break;
    atMs = endMs;
    await turn();
  }
  return found.slice(0, most);
}

/** The first minute with readings at or after an instant. */
function nextMinuteMs({ ledger, disk }: Shelf, fromMs: number): number | null {
  const waiting = [...ledger.pending.minutes.keys()].filter((atMs) => atMs >= fromMs);
  const stored = disk?.rows.minutes.nextMs(disk.number, fromMs) ?? null;
  if (waiting.length === 0) return stored;
  return waiting.reduce((a, b) => Math.min(a, b), stored ?? Infinity);
}

/** All readings of some whole minutes. */
function sliceOf(
  { ledger, disk }: Shelf,
  span: { readonly fromMs: number; readonly toMs: number },
): Reading[] {
  const range = { ...span, meter: disk?.number ?? 0, limit: SLICE_MINUTES };
  const found: Reading[] = [];
  for (const data of disk?.rows.minutes.minutes(range) ?? []) {
    for (const { reading } of unpackMinute(data)) found.push(reading);
  }
  for (const [atMs, readings] of ledger.pending.minutes) {
    if (atMs < minuteOfMs(span.fromMs) || atMs >= span.toMs) continue;
    for (const { reading } of readings) found.push(reading);
  }
  return found;
}
