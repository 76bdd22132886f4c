/** Energy by hour as bars: bought stands on the zero line, sent hangs from it, never netted. */
import { decimal, energyFigure, written } from "../format.ts";
import { niceAxis, stepDigits } from "../scale.ts";
import { COVERAGE_WHOLE, type HourBar } from "../store/hours.ts";
import { text } from "../text/mod.ts";
import { type ZoneLocale, zoneTime } from "../zone_time.ts";
import type { Drawing } from "./chart.tsx";
import { type Box, hatch, type Pen } from "./pen.ts";

const HOUR_MS = 3_600_000;
const NARROW_PX = 420;
const GUTTER_PX = 30;
/** The least height of the picture: below it the steps would need a third decimal, Wh. */
const HEIGHT_WH_MIN = 200;

type Flows = { readonly importWh: number; readonly exportWh: number };

export type HoursPicture = {
  readonly bars: readonly HourBar[];
  /** What the running hour comes to; `null` when that cannot be said. */
  readonly forecast: Flows | null;
  readonly clock: ZoneLocale;
  /** kWh, negative below the zero line. */
  readonly lines: readonly number[];
  readonly low: number;
  readonly high: number;
};

/** Bars with their scale. */
export function hoursPicture(
  bars: readonly HourBar[],
  forecast: Flows | null,
  clock: ZoneLocale,
): HoursPicture {
  const flows = bars.map(({ energy }) => energy).concat(forecast).filter((flow) => flow !== null);
  const highestWh = Math.max(HEIGHT_WH_MIN, ...flows.map(({ importWh }) => importWh));
  const lowestWh = -Math.max(0, ...flows.map(({ exportWh }) => exportWh));
  const { lines } = niceAxis(lowestWh / 1000, highestWh / 1000, 4);
  // The bars fill the picture: lines beyond the extremes and their labels are not needed.
  const spanKwh = (highestWh - lowestWh) / 1000;
  const low = lowestWh / 1000 - (lowestWh < 0 ? spanKwh * 0.1 : 0);
  const high = highestWh / 1000 + spanKwh * 0.1;
  const kept = lines.filter((line) => line >= low && line <= high);
  return { bars, forecast, clock, lines: kept, low, high };
}

export const hoursDrawing: Drawing<HoursPicture> = {
  padding: [4, 0, 20, GUTTER_PX],

  data({ bars }) {
    const kilowattHours = bars.map(({ energy }) => energy === null ? null : energy.importWh / 1000);
    return [bars.map((_, index) => index), kilowattHours];
  },

  range({ bars, low, high }, scale) {
    return scale === "x" ? [-0.5, bars.length - 0.5] : [low, high];
  },

  series: () => [{ paths: () => null, points: { show: false } }],

  under(pen, { lines }) {
    const { grid } = pen.colours;
    for (const line of lines) {
      if (line !== 0) pen.across(pen.y(line), { colour: grid, left: GUTTER_PX });
    }
  },

  over(pen, view) {
    gutterWords(pen, view);
    view.bars.forEach((bar, index) => drawBar(pen, { bar, index, view }));
    pen.across(pen.y(0), { colour: pen.colours.axis, left: GUTTER_PX });
    hourMarks(pen, view);
    extremeLabels(pen, view.bars);
  },

  describe({ bars, clock }, index) {
    const bar = bars[index];
    if (bar === undefined) return null;
    const heading = hourSpan(bar.atMs, clock);
    if (bar.energy === null) return [heading, text.hourUnknown];
    return [heading, ...hourLines(bar)];
  },
};

/** "18 to 19". */
export function hourSpan(atMs: number, clock: ZoneLocale): string {
  return text.hourSpan(zoneTime(atMs, "hour", clock), zoneTime(atMs + HOUR_MS, "hour", clock));
}

function hourLines({ energy, isRunning, isEstimated, coverage }: HourBar): string[] {
  if (energy === null) return [];
  const lines = [text.flowIn(written(energyFigure(energy.importWh, text.locale)))];
  if (energy.exportWh > 0) {
    lines.push(text.flowOut(written(energyFigure(energy.exportWh, text.locale))));
  }
  const note = hourNote({ isRunning, isEstimated, coverage });
  return note === "" ? lines : [...lines, note];
}

/** What must be said of an hour besides its energy. */
export function hourNote(
  { isRunning, isEstimated, coverage }: Pick<HourBar, "isRunning" | "isEstimated" | "coverage">,
): string {
  if (isRunning) return text.hourRunning;
  const notes: string[] = [];
  if (isEstimated) notes.push(text.hourEstimated);
  if (coverage < COVERAGE_WHOLE) notes.push(text.hourPartly(Math.round(coverage * 100)));
  return notes.join(", ");
}

function gutterWords(pen: Pen, { lines, low }: HoursPicture): void {
  const digits = stepDigits((lines[1] ?? 1) - (lines[0] ?? 0));
  const x = GUTTER_PX - 6, zero = pen.y(0), { colours } = pen;
  for (const line of lines) {
    const y = pen.y(line);
    if (Math.abs(y - zero) < (line < 0 ? 26 : 18)) continue;
    const words = decimal(Math.abs(line), digits, text.locale);
    pen.text(words, { x, y: y + 4 }, { colour: colours["ink-3"], align: "right" });
  }
  pen.text(text.axisIn, { x, y: zero - 5 }, { colour: colours["import-text"], align: "right" });
  if (low < 0) {
    const place = { x, y: zero + 13 };
    pen.text(text.axisOut, place, { colour: colours["export-text"], align: "right" });
  }
}

type BarPlan = { readonly bar: HourBar; readonly index: number; readonly view: HoursPicture };

function drawBar(pen: Pen, { bar, index, view }: BarPlan): void {
  const { energy, isRunning, isEstimated } = bar;
  if (energy === null) return;
  const { colours } = pen;
  const step = pen.x(1) - pen.x(0);
  const margin = step > 16 ? 3 : 1.5;
  const left = pen.x(index - 0.5) + margin, width = step - 2 * margin;
  const column = (fromKwh: number, toKwh: number): Box => {
    const top = pen.y(Math.max(fromKwh, toKwh)), bottom = pen.y(Math.min(fromKwh, toKwh));
    return { left, top, width, height: bottom - top };
  };
  const ghost = isRunning ? view.forecast : null;
  const edges = [
    { sign: 1, wh: energy.importWh, ghostWh: ghost?.importWh ?? 0, into: true },
    { sign: -1, wh: energy.exportWh, ghostWh: ghost?.exportWh ?? 0, into: false },
  ];
  for (const { sign, wh, ghostWh, into } of edges) {
    const edge = into ? colours.import : colours.export;
    const fill = isEstimated
      ? hatch(colours, { line: edge, ground: colours.surface })
      : into
      ? colours.import
      : colours["export-fill"];
    const toKwh = sign * wh / 1000;
    const box = column(0, toKwh);
    if (box.height >= 0.5) pen.bar(box, { fill, edge, corners: cornersOf(box, sign) });
    const ghostBox = column(toKwh, sign * ghostWh / 1000);
    if (ghostWh - wh < 1 || ghostBox.height < 2) continue;
    const pattern = hatch(colours, { line: `${edge}99`, ground: colours.surface });
    pen.bar(ghostBox, { fill: pattern, edge, corners: [0], dash: [3, 2] });
  }
}

/** Round at the outer end only: the foot stands square on zero. */
function cornersOf({ width, height }: Box, sign: number): number[] {
  const radius = Math.min(2.5, width / 2, height);
  return sign > 0 ? [radius, radius, 0, 0] : [0, 0, radius, radius];
}

function hourMarks(pen: Pen, { bars, clock }: HoursPicture): void {
  const every = pen.width < NARROW_PX ? 6 : 3;
  for (const [index, { atMs }] of bars.entries()) {
    const words = zoneTime(atMs, "hour", clock);
    if (Number(words) % every !== 0) continue;
    const half = pen.textWidth(words) / 2;
    const x = Math.max(pen.x(index - 0.5), half);
    pen.text(words, { x, y: pen.height - 4 }, { colour: pen.colours["ink-3"], align: "center" });
  }
}

function extremeLabels(pen: Pen, bars: readonly HourBar[]): void {
  const closed = bars.map(({ energy, isRunning }) => isRunning ? null : energy);
  const highest = indexOfMax(closed.map((flow) => flow?.importWh ?? 0));
  const lowest = indexOfMax(closed.map((flow) => flow?.exportWh ?? 0));
  const label = { colour: pen.colours.ink, isStrong: true, hasHalo: true };
  const say = (index: number, kilowattHours: number, shift: number) => {
    const words = decimal(Math.abs(kilowattHours), 1, text.locale);
    pen.textInside(words, { x: pen.x(index), y: pen.y(kilowattHours) + shift }, label);
  };
  if (highest !== null) say(highest, closed[highest]!.importWh / 1000, -4);
  if (lowest !== null) say(lowest, -closed[lowest]!.exportWh / 1000, 13);
}

/** Where the largest value above zero stands; `null` when there is none. */
function indexOfMax(values: readonly number[]): number | null {
  const largest = Math.max(0, ...values);
  return largest >= 50 ? values.indexOf(largest) : null;
}
