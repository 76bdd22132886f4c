/** What is now: the newest state of the meter shown, and what every part says about itself. */
import { computed, signal } from "@preact/signals";
import type { RunningEnergy } from "#model/energy.ts";
import type { Reading } from "#model/reading.ts";
import type { PartStatus } from "#model/status.ts";
import type { Status } from "../api.ts";
import { type PowerUnit, powerUnit } from "../format.ts";
import { nowMs } from "./clock.ts";
import { link } from "./link.ts";
import { PhasePeaks } from "./phase_peaks.ts";

/** The running sums as the tiles show them. */
type Running = Omit<RunningEnergy, "isCorrected">;

export type Live = {
  /** Every field as last heard. */
  readonly reading: Reading;
  /** When the newest telegram arrived. */
  readonly atMs: number;
  /** Import minus export, W; `null` until the meter said which way the energy flows. */
  readonly netW: number | null;
  /** The smaller flow of a telegram that reports both at once, W; 0 with the usual meters. */
  readonly otherW: number;
  readonly running: Running;
  /** The unit of the big number, which does not flicker. */
  readonly unit: PowerUnit;
};

/** Older than this a value is shown as stale, with its age. */
const STALE_MS = 30_000;
/** Older than this it is no value at all. */
const LOST_MS = 3_600_000;

/** `null` before the first reading. */
export const live = signal<Live | null>(null);
export const parts = signal<readonly PartStatus[]>([]);
/** What the server says of itself; `null` until it answered. */
export const house = signal<Status | null>(null);

/** The meter shown: the first. */
export const meter = computed(() => house.value?.meters[0]?.id ?? null);
export const mainFuseA = computed(() => house.value?.meters[0]?.mainFuseA ?? 0);
export const zone = computed(() =>
  house.value?.meters[0]?.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone
);

export const ageMs = computed(() =>
  live.value === null ? 0 : Math.max(0, nowMs.value - live.value.atMs)
);
export type Freshness = "fresh" | "stale" | "lost";
/** Nothing is fresh while the line to the server is broken. */
export const freshness = computed<Freshness>(() => {
  if (ageMs.value >= LOST_MS) return "lost";
  return link.value.state === "broken" || ageMs.value >= STALE_MS ? "stale" : "fresh";
});

/** Whether this house has ever sent anything, as far as is known. */
export const hasExport = computed(() => {
  const now = live.value;
  if (now === null) return false;
  const { day, month, lastMonth } = now.running;
  return (now.netW ?? 0) < 0 || day.exportWh + month.exportWh + lastMonth.exportWh > 0 ||
    (now.reading.exportWh ?? 0) > 0;
});

export const phasePeaks = new PhasePeaks();

export type Heard = {
  /** What the telegram said. */
  readonly reading: Reading;
  /** Every field as last heard. */
  readonly newest: Reading;
  readonly netW: number | null;
  readonly running: Running;
};

/** Takes the server's newest state, unless a reading was quicker. */
export function greet({ reading: newest, ...rest }: Omit<Heard, "newest">): void {
  const known = live.peek();
  if (known !== null && known.atMs >= newest.receivedAtMs) return;
  live.value = { ...stateOf({ reading: newest, newest, ...rest }, null), otherW: 0 };
}

/** Takes a reading into the state. */
export function hear(heard: Heard): void {
  const { l1A = null, l2A = null, l3A = null, receivedAtMs } = heard.reading;
  if (l1A !== null || l2A !== null || l3A !== null) {
    phasePeaks.add(receivedAtMs, [l1A, l2A, l3A]);
  }
  live.value = stateOf(heard, live.peek());
}

function stateOf({ reading, newest, netW, running }: Heard, before: Live | null): Live {
  const { importW = 0, exportW = 0, receivedAtMs } = reading;
  return {
    reading: newest,
    atMs: receivedAtMs,
    netW,
    otherW: Math.min(importW, exportW),
    running,
    unit: powerUnit(netW ?? 0, before?.unit ?? "W"),
  };
}
