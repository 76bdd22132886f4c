/** Means of temperatures: five minutes out of samples, local hours and days out of five minutes. */
import type { TemperaturePoint, TemperatureReading } from "#model/temperature.ts";
import type { LocalUnit, Zone } from "#model/zone.ts";
import { localSpans } from "./local_spans.ts";

export const FIVE_MINUTES_MS = 300_000;

/** What was seen of one sensor; the extremes mean something from the first sample on. */
type Samples = { count: number; sumC: number; minC: number; maxC: number; lastAtMs: number };

type Span = { readonly atMs: number; readonly sensor: string; readonly samples: Samples };

/** The five minutes under way. Samples of a run are lost with it: it begins in the middle then. */
export class TemperatureMeans {
  #startMs = NaN;
  #samples = new Map<string, Samples>();

  /**
   * Takes what the thermometers said and answers the points that this closes: one for each sensor
   * that was named in their five minutes, without a value if it gave none. A value that was said
   * before counts once.
   */
  take(readings: readonly TemperatureReading[], nowMs: number): TemperaturePoint[] {
    const startMs = Math.floor(nowMs / FIVE_MINUTES_MS) * FIVE_MINUTES_MS;
    const closed = startMs === this.#startMs ? [] : this.#close(startMs);
    for (const { id, valueC, atMs } of readings) {
      const samples = this.#samples.get(id) ?? noSamples();
      this.#samples.set(id, samples);
      if (valueC === null || atMs < startMs || atMs === samples.lastAtMs) continue;
      samples.count++;
      samples.sumC += valueC;
      samples.minC = Math.min(samples.minC, valueC);
      samples.maxC = Math.max(samples.maxC, valueC);
      samples.lastAtMs = atMs;
    }
    return closed;
  }

  #close(nextMs: number): TemperaturePoint[] {
    const points = [...this.#samples].map(([sensor, samples]) =>
      pointOf({ atMs: this.#startMs, sensor, samples })
    );
    this.#startMs = nextMs;
    this.#samples = new Map();
    return points;
  }
}

/**
 * Points of local hours, days or months, each sensor apart: the mean of the means, and the extremes
 * of the extremes. They come in the order in which their first five minutes do.
 */
export function groupTemperatures(
  points: Iterable<TemperaturePoint>,
  step: LocalUnit,
  zone: Zone,
): TemperaturePoint[] {
  const startOfMs = localSpans(step, zone);
  const spans = new Map<string, Span>();
  for (const { atMs: pointMs, sensor, meanC, minC, maxC } of points) {
    const atMs = startOfMs(pointMs);
    const key = `${atMs}/${sensor}`;
    const { samples } = spans.get(key) ??
      spans.set(key, { atMs, sensor, samples: noSamples() }).get(key)!;
    if (meanC === null || minC === null || maxC === null) continue;
    samples.count++;
    samples.sumC += meanC;
    samples.minC = Math.min(samples.minC, minC);
    samples.maxC = Math.max(samples.maxC, maxC);
  }
  return [...spans.values()].map(pointOf);
}

function noSamples(): Samples {
  return { count: 0, sumC: 0, minC: Infinity, maxC: -Infinity, lastAtMs: NaN };
}

function pointOf({ atMs, sensor, samples }: Span): TemperaturePoint {
  const { count, sumC, minC, maxC } = samples;
  if (count === 0) return { atMs, sensor, meanC: null, minC: null, maxC: null };
  return { atMs, sensor, meanC: Math.round(1000 * sumC / count) / 1000, minC, maxC };
}
