/**
 * The power curve: blue above zero is bought, gold below is sent. Where nobody heard the meter the
 * line breaks and a dashed box on zero says for how long.
 */
import type uPlot from "uplot";
import { decimal, duration, powerFigure, written } from "../format.ts";
import { niceAxis, stepDigits } from "../scale.ts";
import type { CurveView } from "../store/curves.ts";
import { type CurveRow, extremesOf, type Gap, gapsOf } from "../store/curve_buffer.ts";
import { text } from "../text/mod.ts";
import { type ZoneLocale, zoneTime } from "../zone_time.ts";
import type { Drawing } from "./chart.tsx";
import { type Pen, withRoom } from "./pen.ts";

export type CurvePicture = CurveView & {
  readonly clock: ZoneLocale;
  readonly lines: readonly number[];
  readonly low: number;
  readonly high: number;
  readonly gaps: readonly Gap[];
};

const MINUTE_MS = 60_000;
/** Where the marks of the time axis stand, for wide and for narrow charts. */
const MARKS_MS = {
  "10min": [2 * MINUTE_MS, 5 * MINUTE_MS],
  "1h": [15 * MINUTE_MS, 15 * MINUTE_MS],
  "24h": [180 * MINUTE_MS, 360 * MINUTE_MS],
} as const;
/** Below this width words give way to the picture, CSS px. */
const NARROW_PX = 420;
const SPACE_PX = 4;
/** Below this height there is no room for labels on both sides of the zero line, CSS px. */
const TALL_PX = 140;

/** Scale and gaps of what the curve shows. */
export function curvePicture(view: CurveView, clock: ZoneLocale): CurvePicture {
  const extremes = extremesOf(view.rows);
  const now = view.now?.netW ?? 0;
  const lowest = Math.min(now, extremes?.lowest.netW ?? 0);
  const highest = Math.max(now, extremes?.highest.netW ?? 0);
  const { low, high, lines } = niceAxis(lowest, highest, 3);
  return { ...view, clock, low, high, lines, gaps: gapsOf(view.rows) };
}

export const curveDrawing: Drawing<CurvePicture> = {
  padding: [18, 8, 24, 0],

  data({ rows, gaps, now }) {
    const times: number[] = [];
    const powers: (number | null)[] = [];
    let gap = 0;
    for (const { atMs, netW } of rows) {
      if (gaps[gap]?.toMs === atMs) {
        times.push(gaps[gap]!.fromMs + 1);
        powers.push(null);
        gap++;
      }
      times.push(atMs);
      powers.push(netW);
    }
    if (now !== null) {
      times.push(now.atMs);
      powers.push(now.netW);
    }
    return [times, powers];
  },

  range({ fromMs, toMs, low, high }, scale) {
    return scale === "x" ? [fromMs, toMs] : [low, high];
  },

  series(colours) {
    const { import: into, export: out } = colours;
    return [{
      width: 1.75,
      stroke: (plot) => parted(plot, into, out),
      fill: (plot) => parted(plot, `${into}29`, `${out}3d`),
      fillTo: 0,
      points: { show: false },
    }];
  },

  under(pen, { lines, gaps }) {
    const { grid, axis, surface } = pen.colours;
    for (const line of lines) pen.across(pen.y(line), { colour: line === 0 ? axis : grid });
    const zero = pen.y(0);
    for (const { fromMs, toMs } of gaps) {
      const left = Math.max(0, pen.x(fromMs)), width = pen.x(toMs) - left;
      if (width < 2) continue;
      const box = { left, top: zero - 3, width, height: 6 };
      pen.bar(box, { fill: surface, edge: axis, corners: [0], dash: [2, 2] });
    }
  },

  over(pen, view) {
    timeMarks(pen, view);
    powerMarks(pen, view);
    gapWords(pen, view);
    extremeMarks(pen, view);
    if (view.now === null) return;
    const { atMs, netW } = view.now;
    const { surface, import: into, export: out } = pen.colours;
    const colour = netW < 0 ? out : into;
    pen.dot({ x: pen.x(atMs), y: pen.y(netW) }, { radius: 4.5, colour, rim: surface });
  },

  describe({ rows, now, clock, gaps, range, fromMs, toMs }, index) {
    const data = curveDrawing.data({ rows, now, gaps } as CurvePicture);
    const atMs = data[0][index], netW = data[1]?.[index];
    if (atMs === undefined || atMs < fromMs || atMs > toMs) return null;
    const time = zoneTime(atMs, range === "24h" ? "time" : "seconds", clock);
    const gap = gaps.find((gap) => gap.fromMs + 1 === atMs);
    if (gap !== undefined) return [time, text.noData(duration(gap.toMs - gap.fromMs))];
    if (netW === null || netW === undefined) return null;
    return [time, flow(netW)];
  },
};

/** A power with its direction as a word. */
export function flow(netW: number): string {
  const power = written(powerFigure(Math.abs(netW), { locale: text.locale }));
  return netW < 0 ? text.flowOut(power) : text.flowIn(power);
}

/** One colour above zero and one below. */
function parted(plot: uPlot, above: string, below: string): CanvasGradient | string {
  const { top, height } = plot.bbox;
  const zero = (plot.valToPos(0, "y", true) - top) / height;
  if (!(zero > 0 && zero < 1)) return zero >= 1 ? above : below;
  const gradient = plot.ctx.createLinearGradient(0, top, 0, top + height);
  for (const [at, colour] of [[0, above], [zero, above], [zero, below], [1, below]] as const) {
    gradient.addColorStop(at, colour);
  }
  return gradient;
}

function timeMarks(pen: Pen, { range, fromMs, toMs, clock, isPaused }: CurvePicture): void {
  const { axis, ink } = pen.colours;
  const ink3 = pen.colours["ink-3"];
  const isNarrow = pen.width < NARROW_PX;
  const everyMs = MARKS_MS[range][isNarrow ? 1 : 0];
  const bottom = pen.box.top + pen.box.height, baseline = pen.height - 5;
  const hasNow = !isNarrow && !isPaused;
  if (hasNow) {
    pen.text(text.now.toLowerCase(), { x: pen.width, y: baseline }, {
      colour: ink,
      align: "right",
      isStrong: true,
    });
  }
  const rightMost = pen.width - (hasNow ? pen.textWidth(text.now, true) + 8 : 0);
  for (const atMs of marksOf(fromMs, toMs, { everyMs, clock })) {
    const x = pen.x(atMs);
    const words = zoneTime(atMs, "time", clock);
    const half = pen.textWidth(words) / 2;
    if (x - half < 0 || x + half > rightMost) continue;
    pen.down(x, { top: bottom, bottom: bottom + 4, colour: axis });
    pen.text(words, { x, y: baseline }, { colour: ink3, align: "center" });
  }
}

/** Round times of the wall clock between two instants. */
export function marksOf(
  fromMs: number,
  toMs: number,
  { everyMs, clock }: { everyMs: number; clock: ZoneLocale },
): number[] {
  const marks: number[] = [];
  const quarterMs = 15 * MINUTE_MS;
  const searchMs = Math.min(everyMs, quarterMs);
  for (let atMs = Math.ceil(fromMs / searchMs) * searchMs; atMs <= toMs; atMs += searchMs) {
    const [hours = 0, minutes = 0] = zoneTime(atMs, "time", clock).split(":").map(Number);
    if ((hours * 60 + minutes) * MINUTE_MS % everyMs === 0) marks.push(atMs);
  }
  return marks;
}

/** The whole axis is in one unit. */
function isKilo({ low, high }: CurvePicture): boolean {
  return Math.max(high, -low) >= 1000;
}

function powerMarks(pen: Pen, view: CurvePicture): void {
  const { lines } = view;
  const unit = isKilo(view) ? "kW" : "W";
  const marks = extremesMarked(pen, view);
  const unitW = unit === "kW" ? 1000 : 1;
  const digits = stepDigits(((lines[1] ?? 1) - (lines[0] ?? 0)) / unitW);
  for (const line of lines) {
    const number = decimal(line / unitW, digits, text.locale);
    const words = line === lines.at(-1) ? `${number} ${unit}` : number;
    if (pen.height < TALL_PX && line < 0 && view.high > 0) continue;
    const place = { x: 0, y: pen.y(line) - SPACE_PX };
    // An axis label gives way to the value of an extreme.
    const isCovered = marks.some(({ row, words: value, baseline }) =>
      pen.x(row.atMs) < pen.textWidth(words) + pen.textWidth(value, true) &&
      Math.abs(baseline - place.y) < pen.colours.axisPx + 6
    );
    if (isCovered) continue;
    pen.text(words, place, { colour: pen.colours["ink-3"], hasHalo: true });
  }
}

function gapWords(pen: Pen, view: CurvePicture): void {
  if (pen.width < NARROW_PX) return;
  const { gaps } = view;
  const marks = extremesMarked(pen, view);
  const places = gaps.map(({ fromMs, toMs }) => {
    const words = text.noData(duration(toMs - fromMs));
    return { words, x: (pen.x(fromMs) + pen.x(toMs)) / 2, width: pen.textWidth(words) };
  });
  const longestFirst = places.toSorted((a, b) => b.width - a.width);
  for (const { words, x, width } of withRoom(longestFirst)) {
    const zero = pen.y(0);
    const isTaken = marks.some(({ row, words: value, baseline }) =>
      Math.abs(pen.x(row.atMs) - x) < (width + pen.textWidth(value, true)) / 2 + SPACE_PX &&
      Math.abs(baseline - (zero + 16)) < pen.colours.axisPx + SPACE_PX
    );
    const hasRoom = zero + 20 < pen.box.top + pen.box.height && !isTaken;
    const place = { x, y: hasRoom ? zero + 16 : zero - 8 };
    pen.textInside(words, place, { colour: pen.colours["ink-3"], hasHalo: !hasRoom });
  }
}

type Mark = { readonly row: CurveRow; readonly words: string; readonly baseline: number };

/** The highest and, below zero, the lowest point, where there is room for their labels. */
function extremesMarked(pen: Pen, view: CurvePicture): Mark[] {
  const { rows, fromMs } = view;
  const extremes = extremesOf(rows.filter(({ atMs }) => atMs >= fromMs));
  if (extremes === null) return [];
  const { highest, lowest } = extremes;
  const marks: Mark[] = [];
  const unit = isKilo(view) ? "kW" : "W";
  const mark = (row: CurveRow, shiftPx: number) => {
    const words = powerFigure(row.netW, { unit, locale: text.locale }).number;
    marks.push({ row, words, baseline: pen.y(row.netW) + shiftPx });
  };
  // The dot of the present power says itself when it is the highest.
  const isTopped = view.now !== null && view.now.netW >= highest.netW;
  if (highest.netW > 0 && !isTopped) mark(highest, -6);
  if (lowest.netW >= 0 || pen.height < TALL_PX) return marks;
  const hasRoom = pen.y(lowest.netW) + 17 < pen.box.top + pen.box.height;
  mark(lowest, hasRoom ? 15 : -8);
  return marks;
}

function extremeMarks(pen: Pen, view: CurvePicture): void {
  const { ink, import: into, export: out } = pen.colours;
  for (const { row, words, baseline } of extremesMarked(pen, view)) {
    const x = pen.x(row.atMs);
    pen.dot({ x, y: pen.y(row.netW) }, { radius: 2.5, colour: row.netW < 0 ? out : into });
    const label = { colour: ink, isStrong: true, hasHalo: true };
    pen.textInside(words, { x, y: baseline }, label);
  }
}
