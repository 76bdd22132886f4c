/** Round scales for tape, bars and curves: where an axis ends and where its lines stand. */

const STEPS = [1, 2, 2.5, 5, 10];

/** The smallest of 1, 2, 2.5, 5 times a power of ten that is not below the size. */
export function niceStep(size: number): number {
  if (!(size > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(size));
  const step = STEPS.find((step) => step * power >= size * (1 - 1e-9)) ?? 10;
  return step * power;
}

/** The decimals that multiples of such a step are written with: 2 for 0.25. */
export function stepDigits(step: number): number {
  const isWhole = (scaled: number) => Math.abs(scaled - Math.round(scaled)) < 1e-6;
  return [0, 1].find((digits) => isWhole(step * 10 ** digits)) ?? 2;
}

export type Axis = { readonly low: number; readonly high: number; readonly lines: number[] };

/** An axis that holds both values and zero, with about so many lines at round places. */
export function niceAxis(low: number, high: number, lineCount: number): Axis {
  const bottom = Math.min(0, low), top = Math.max(0, high);
  const step = niceStep((top - bottom || 1) / lineCount);
  const first = Math.floor(bottom / step + 1e-9), last = Math.ceil(top / step - 1e-9);
  const lines: number[] = [];
  for (let at = first; at <= Math.max(last, first + 1); at++) lines.push(at * step);
  return { low: first * step, high: Math.max(last, first + 1) * step, lines };
}

export type TapeScale = {
  /** Full scale to the left, kW; 0 when nothing was ever sent. */
  readonly outKw: number;
  /** Full scale to the right, kW. */
  readonly inKw: number;
  /** Where zero stands, 0 to 1 from the left. */
  readonly zero: number;
  /** Where a net power stands, 0 to 1; values beyond the scale stand at its end. */
  at(netW: number): number;
  /** Small marks, kW below zero to the left. */
  readonly ticks: readonly number[];
};

const TAPE_ENDS_KW = [1, 2, 3, 4, 6, 8, 10, 15, 20, 30, 40, 60, 80, 100, 150, 200, 300, 400, 600];

/** The tape's scale: both ends rounded up from the largest flows known. */
export function tapeScale(importWMax: number, exportWMax: number): TapeScale {
  const inKw = roundEnd(Math.max(importWMax, 2000));
  // A side of less than a sixth would have no room for its own label.
  const outKw = exportWMax > 0 ? Math.max(roundEnd(exportWMax), roundEnd(inKw * 1000 / 6)) : 0;
  const spanKw = inKw + outKw;
  const step = niceStep(spanKw / 20);
  const ticks: number[] = [];
  for (let tick = Math.ceil(-outKw / step); tick * step < inKw; tick++) {
    if (tick !== 0 && tick * step > -outKw) ticks.push(tick * step);
  }
  return {
    outKw,
    inKw,
    zero: outKw / spanKw,
    at: (netW) => Math.min(1, Math.max(0, (netW / 1000 + outKw) / spanKw)),
    ticks,
  };
}

function roundEnd(powerW: number): number {
  const sizeKw = powerW / 1000;
  return TAPE_ENDS_KW.find((endKw) => endKw >= sizeKw) ?? Math.ceil(sizeKw / 100) * 100;
}

/** A share of a width as SVG takes it. */
export function percent(share: number): string {
  return `${(share * 100).toFixed(2)}%`;
}
