/**
 * The rules of chapter 20 §8.3 and §12.2 once more, slow and plain: a life is laid out second by
 * second with full knowledge of all readings, then every stretch between two registers that count
 * is shared out. Shares no code with `energy/`; readings come at whole seconds.
 */
import type { MeterReading, Reading } from "#model/reading.ts";

const QUARTER_MS = 900_000;
const ORDER = ["measured", "scaled", "integrated", "interpolated"];

/** One second that was lived through. */
type Second = {
  /** The quarter it belongs to by the wall clock of the time. */
  readonly quarterMs: number;
  readonly atMs: number;
  /** Power in it; `null` when nothing was heard for more than ten minutes. */
  readonly powerW: number | null;
  /** Number and length of the silence it lies in, and by how much its power may be wrong. */
  readonly silence: number;
  readonly silenceS: number;
  readonly unsureW: number;
  /** Of all seconds before it: their energy, watt-seconds, and how many were not heard. */
  readonly flowedWs: number;
  readonly unheardS: number;
};

/** A register value: so many seconds of the life lie before it. */
type Register = {
  readonly place: number;
  readonly atMs: number;
  readonly wh: number;
  readonly clockMs: number | null;
  readonly meterId: string | null;
};

export type ReferenceQuarter = { wh: number; quality: string };

/** The quarters of one direction, by their start. */
export function referenceQuarters(
  life: readonly MeterReading[],
  direction: "import" | "export",
): Map<number, ReferenceQuarter> {
  const seconds: Second[] = [];
  const registers: Register[][] = [];
  const twice = new Set<number>();
  let [flowedWs, unheardS] = [0, 0];
  let powers = { importW: 0, exportW: 0 };
  life.forEach(({ reading, frame }, at) => {
    const before = life[at - 1];
    const next = powerAfter(powers, reading);
    if (before !== undefined) {
      const isOneStream = before.frame.stream === frame.stream;
      const wallS = (reading.receivedAtMs - before.reading.receivedAtMs) / 1000;
      const count = isOneStream ? (frame.tickMs - before.frame.tickMs) / 1000 : Math.max(0, wallS);
      const [oldW, newW] = [powers[`${direction}W`], next[`${direction}W`]];
      for (let second = 0; second < count; second++) {
        const atMs = before.reading.receivedAtMs + second * 1000;
        seconds.push({
          atMs,
          quarterMs: atMs - atMs % QUARTER_MS,
          powerW: count > 600 ? null : count > 60 ? (oldW + newW) / 2 : newW,
          silence: at,
          silenceS: count,
          unsureW: count > 60 ? Math.abs(newW - oldW) / 2 : 0,
          flowedWs,
          unheardS,
        });
        flowedWs += seconds.at(-1)?.powerW ?? 0;
        if (count > 600) unheardS++;
      }
    }
    powers = next;
    const wh = reading[`${direction}Wh`];
    if (wh !== undefined) registers.push(registersOf(reading, Math.round(wh), seconds));
  });
  markTwice(seconds, twice);
  const end = { quarterMs: 0, atMs: 0, powerW: 0, silence: 0, silenceS: 0, unsureW: 0 };
  seconds.push({ ...end, flowedWs, unheardS });
  return shared(seconds, registers, twice);
}

function powerAfter(
  { importW, exportW }: { importW: number; exportW: number },
  reading: Reading,
): { importW: number; exportW: number } {
  const said = { importW: reading.importW, exportW: reading.exportW };
  if (said.importW === undefined) return { importW, exportW: said.exportW ?? exportW };
  if (said.exportW !== undefined) return { importW: said.importW, exportW: said.exportW };
  return { importW: said.importW, exportW: said.importW > 0 ? 0 : exportW };
}

/** A list that was read at the start of the quarter counts from there, else from its arrival. */
function registersOf(reading: Reading, wh: number, seconds: readonly Second[]): Register[] {
  const clockMs = reading.meterTime === undefined ? null : Date.parse(reading.meterTime);
  const atMs = reading.receivedAtMs;
  const meterId = reading.meterId ?? null;
  const arrived = { place: seconds.length, atMs, wh, clockMs, meterId };
  const startMs = atMs - atMs % QUARTER_MS;
  if (clockMs === null || clockMs % QUARTER_MS !== 0 || atMs - startMs > 300_000) return [arrived];
  let place = seconds.length;
  while (place > 0 && (seconds[place - 1] as Second).quarterMs === startMs) place--;
  return [{ ...arrived, place, atMs: startMs }, arrived];
}

/** Quarters that seconds of two times lie in. */
function markTwice(seconds: readonly Second[], twice: Set<number>): void {
  const seen = new Set<number>();
  for (const { atMs, quarterMs } of seconds) {
    if (seen.has(atMs)) twice.add(quarterMs);
    seen.add(atMs);
  }
}

function shared(
  seconds: readonly Second[],
  registers: readonly Register[][],
  twice: ReadonlySet<number>,
): Map<number, ReferenceQuarter> {
  const quarters = new Map<number, ReferenceQuarter>();
  const add = (quarterMs: number, wh: number, quality: string) => {
    const known = quarters.get(quarterMs) ?? { wh: 0, quality: "measured" };
    known.wh += wh;
    if (ORDER.indexOf(quality) > ORDER.indexOf(known.quality)) known.quality = quality;
    quarters.set(quarterMs, known);
  };
  let last = null as Register | null;
  let stepWh = 1000;
  for (const possible of registers) {
    const afterMs: number = last?.atMs ?? -Infinity;
    const next = possible.find(({ atMs }) => atMs > afterMs) ?? possible.at(-1) as Register;
    const verdict = last === null ? "begins" : judged(last, next, { seconds, stepWh });
    if (verdict === "nothing") continue;
    const between = seconds.slice(last?.place ?? 0, next.place);
    if (verdict === "begins") {
      integrateAlone(between, add);
      stepWh = 1000;
    } else if (between.length > 0) {
      shareOut(between, verdict, add);
    } else if (verdict > 0) {
      add(next.atMs - next.atMs % QUARTER_MS, verdict, "measured");
    }
    while (1000 % stepWh !== 0 || next.wh % stepWh !== 0) stepWh--;
    last = next;
  }
  integrateAlone(seconds.slice(last?.place ?? 0, -1), add);
  for (const quarterMs of twice) add(quarterMs, 0, "interpolated");
  return quarters;
}

type Add = (quarterMs: number, wh: number, quality: string) => void;

const sum = (values: Iterable<number>) => [...values].reduce((sum, value) => sum + value, 0);

function energyWh(seconds: readonly Second[]): number {
  return sum(seconds.map(({ powerW }) => powerW ?? 0)) / 3600;
}

/** The difference, or why there is none. */
function judged(
  last: Register,
  next: Register,
  { seconds, stepWh }: { readonly seconds: readonly Second[]; readonly stepWh: number },
): number | "nothing" | "begins" {
  const byWh = next.wh - last.wh;
  const [from, to] = [seconds[last.place] as Second, seconds[next.place] as Second];
  const flowedWh = (to.flowedWs - from.flowedWs) / 3600;
  const hasGap = to.unheardS > from.unheardS;
  if (byWh === 0) {
    if (last.clockMs !== null && next.clockMs !== null && next.clockMs <= last.clockMs) {
      return "nothing";
    }
    if (next.clockMs === null && hasGap) return "nothing";
    if (flowedWh === 0) return 0;
    return stepWh >= 10 || flowedWh > 50 || next.place - last.place < 45 * 60 ? "nothing" : 0;
  }
  if (byWh < 0) return "begins";
  const isRenamed = last.meterId !== null && next.meterId !== null && last.meterId !== next.meterId;
  if (isRenamed && Math.abs(byWh - flowedWh) > 50 + flowedWh / 4) return "begins";
  return byWh;
}

/** Without a register whole Wh are counted as they are full. */
function integrateAlone(seconds: readonly Second[], add: Add): void {
  let wh = 0;
  for (const [quarterMs, own] of Map.groupBy(seconds, ({ quarterMs }) => quarterMs)) {
    const ownWh = energyWh(own);
    if (ownWh === 0) continue;
    add(quarterMs, Math.floor(wh + ownWh) - Math.floor(wh), "integrated");
    wh += ownWh;
  }
}

function shareOut(between: readonly Second[], byWh: number, add: Add): void {
  const silences = Map.groupBy(between, ({ silence }) => silence);
  const isCrossing = ({ silence, silenceS }: Second) =>
    silenceS > 60 &&
    silences.get(silence)?.at(0)?.quarterMs !== silences.get(silence)?.at(-1)?.quarterMs;
  const quarters = [...Map.groupBy(between, ({ quarterMs }) => quarterMs)]
    .sort(([a], [b]) => a - b);
  const heardS = between.filter(({ powerW }) => powerW !== null).length;
  const gapS = between.length - heardS;
  const flowedWh = energyWh(between);
  const restWh = gapS === 0 ? 0 : Math.max(0, byWh - flowedWh);
  const isFast = gapS === 0 && heardS <= 60;
  const wholes = wholeShares(
    byWh,
    quarters.map(([, own]) => {
      if (isFast || flowedWh + restWh === 0) return own.length;
      const ownGapS = own.filter(({ powerW }) => powerW === null).length;
      return energyWh(own) + (gapS === 0 ? 0 : restWh * ownGapS / gapS);
    }),
  );
  quarters.forEach(([quarterMs, own], at) => {
    const guessed = own.filter((second) => second.powerW !== null && isCrossing(second));
    const unsureWh = sum(guessed.map(({ unsureW }) => unsureW / 3600)) +
      (guessed.length > 0 && heardS <= 600 ? Math.abs(byWh - flowedWh) : 0);
    const isGapped = own.some(({ powerW }) => powerW === null);
    let quality = gapS > 0 ? "integrated" : "scaled";
    if (isGapped || unsureWh > 50) quality = "interpolated";
    if (quarters.length === 1 || ((byWh <= 10 || heardS <= 60) && gapS === 0)) quality = "measured";
    add(quarterMs, wholes[at] ?? 0, quality);
  });
}

/** Rounds down, then hands out what is left, the largest remainder first, the first of equals. */
function wholeShares(total: number, weights: readonly number[]): number[] {
  const all = sum(weights);
  const exact = weights.map((weight) => all === 0 ? total / weights.length : total * weight / all);
  const whole = exact.map((share) => Math.floor(share));
  for (let left = total - sum(whole); left > 0; left--) {
    let best = 0;
    exact.forEach((share, at) => {
      const moreThan = (exact[best] ?? 0) - (whole[best] ?? 0) + 1e-7;
      if (share - (whole[at] ?? 0) > moreThan) best = at;
    });
    whole[best] = (whole[best] ?? 0) + 1;
  }
  return whole;
}
