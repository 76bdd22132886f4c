/**
 * Everything that travels between actors, by name: facts on topics, questions over desks. The
 * wiring makes them once, so that they outlive every actor.
 */
import type { EnergyChanged, StoredReading } from "#model/energy.ts";
import type { HistoryQuestions } from "#model/history.ts";
import type { PeakQuestions, PeakState } from "#model/peaks.ts";
import type { QuarantinedReading } from "#model/quarantine.ts";
import type { MeterReading } from "#model/reading.ts";
import type { PartStatus } from "#model/status.ts";
import type { TemperaturePoint, TemperatureReading } from "#model/temperature.ts";
import { Tray } from "#runtime/tray.ts";
import type { Wiring } from "#runtime/wiring.ts";

const DEADLINE_MS = 5_000;
const QUARANTINED_MAX = 100;
const QUEUED_MAX = 256;

/** Kinds of queue in front of a reader. */
export const QUEUES = {
  /** Must not lose: the sender waits. */
  gate: { capacity: QUEUED_MAX, overflow: "wait" },
  /** An output that is slow loses the oldest. */
  outlet: { capacity: QUEUED_MAX, overflow: "dropOldest" },
  /** Only the newest counts. */
  newest: { capacity: 1, overflow: "conflate", keyOf: () => "newest" },
} as const;

/** The newest of each meter counts. */
export const BY_METER = {
  capacity: QUEUED_MAX,
  overflow: "conflate",
  keyOf: ({ meter }: { readonly meter: string }) => meter,
} as const;

/** What changed in one go counts once; different spans are different news. */
export const BY_SPAN = {
  capacity: QUEUED_MAX,
  overflow: "conflate",
  keyOf: ({ meter, fromMs, toMs }: EnergyChanged) => `${meter} ${fromMs} ${toMs}`,
} as const;

/** The newest of each part counts. */
export const BY_PART = {
  capacity: QUEUED_MAX,
  overflow: "conflate",
  keyOf: ({ part }: PartStatus) => part,
} as const;

/** Makes them all. */
export function topicsOf(wiring: Wiring) {
  return {
    /** What the decoders understood. */
    readings: wiring.topic<MeterReading>("readings"),
    /** Readings that are safe against a crash. */
    stored: wiring.topic<StoredReading>("stored"),
    /** Closed energy that is no longer what it was. */
    changes: wiring.topic<EnergyChanged>("changes"),
    peaks: wiring.topic<PeakState>("peaks"),
    temperatures: wiring.topic<readonly TemperatureReading[]>("temperatures"),
    temperaturePoints: wiring.topic<readonly TemperaturePoint[]>("temperaturePoints"),
    statuses: wiring.topic<PartStatus>("statuses"),
    history: wiring.desk<HistoryQuestions>("history", DEADLINE_MS),
    tariff: wiring.desk<PeakQuestions>("tariff", DEADLINE_MS),
    /** Readings that were put aside. */
    quarantine: new Tray<QuarantinedReading>(QUARANTINED_MAX),
  };
}
