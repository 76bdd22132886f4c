/** Draws on a chart's canvas in CSS pixels, by design §6: hairlines, halos, hatches. */
import uPlot from "uplot";
import type { Palette } from "../store/theme.ts";

type Stroke = { readonly colour: string; readonly width?: number; readonly dash?: number[] };
type Label = {
  readonly colour: string;
  readonly align?: CanvasTextAlign;
  readonly isStrong?: boolean;
  readonly hasHalo?: boolean;
};
export type Box = {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
};

/** Room between two labels, CSS px. */
const LABEL_GAP_PX = 6;
const HATCH_PX = 5;

export class Pen {
  readonly #context: CanvasRenderingContext2D;
  /** The plotting area. */
  readonly box: Box;
  /** The whole canvas. */
  readonly width: number;
  readonly height: number;

  constructor(readonly plot: uPlot, readonly colours: Palette) {
    const scale = uPlot.pxRatio;
    const { left, top, width, height } = plot.bbox;
    this.#context = plot.ctx;
    this.box = {
      left: left / scale,
      top: top / scale,
      width: width / scale,
      height: height / scale,
    };
    this.width = plot.width;
    this.height = plot.height;
  }

  /** Runs the strokes between saving and restoring the canvas. */
  draw(strokes: (pen: Pen) => void): void {
    this.#context.save();
    this.#context.scale(uPlot.pxRatio, uPlot.pxRatio);
    strokes(this);
    this.#context.restore();
  }

  x(value: number): number {
    return this.plot.valToPos(value, "x", true) / uPlot.pxRatio;
  }

  y(value: number): number {
    return this.plot.valToPos(value, "y", true) / uPlot.pxRatio;
  }

  /** A line from left to right on whole pixels. */
  across(y: number, stroke: Stroke & { left?: number; right?: number }): void {
    const sharp = Math.round(y) + 0.5;
    this.#stroke(stroke, (context) => {
      context.moveTo(stroke.left ?? 0, sharp);
      context.lineTo(stroke.right ?? this.width, sharp);
    });
  }

  /** A line from top to bottom on whole pixels. */
  down(x: number, stroke: Stroke & { top: number; bottom: number }): void {
    const sharp = Math.round(x) + 0.5;
    this.#stroke(stroke, (context) => {
      context.moveTo(sharp, stroke.top);
      context.lineTo(sharp, stroke.bottom);
    });
  }

  dot(at: { x: number; y: number }, look: { radius: number; colour: string; rim?: string }): void {
    const context = this.#context;
    context.beginPath();
    context.arc(at.x, at.y, look.radius, 0, 2 * Math.PI);
    context.fillStyle = look.colour;
    context.fill();
    if (look.rim === undefined) return;
    context.lineWidth = 2;
    context.strokeStyle = look.rim;
    context.stroke();
  }

  /** A box with an edge; corners are rounded at the end that does not stand on zero. */
  bar(
    box: Box,
    look: { fill: string | CanvasPattern; edge: string; corners: number[]; dash?: number[] },
  ) {
    const context = this.#context;
    context.beginPath();
    context.roundRect(box.left, box.top, box.width, box.height, look.corners);
    context.fillStyle = look.fill;
    context.fill();
    context.lineWidth = 1;
    context.setLineDash(look.dash ?? []);
    context.strokeStyle = look.edge;
    context.stroke();
    context.setLineDash([]);
  }

  /** Text on a baseline. */
  text(words: string, at: { x: number; y: number }, label: Label): void {
    const context = this.#context;
    context.font = this.#font(label.isStrong ?? false);
    context.textAlign = label.align ?? "left";
    context.textBaseline = "alphabetic";
    if (label.hasHalo ?? false) {
      context.lineJoin = "round";
      context.lineWidth = 3;
      context.strokeStyle = this.colours.surface;
      context.strokeText(words, at.x, at.y);
    }
    context.fillStyle = label.colour;
    context.fillText(words, at.x, at.y);
  }

  textWidth(words: string, isStrong = false): number {
    this.#context.font = this.#font(isStrong);
    return this.#context.measureText(words).width;
  }

  /** A label that stays inside the canvas when its place is near an edge. */
  textInside(words: string, at: { x: number; y: number }, label: Label): void {
    const half = this.textWidth(words, label.isStrong) / 2;
    const x = Math.min(Math.max(at.x, half), this.width - half);
    this.text(words, { x, y: at.y }, { ...label, align: "center" });
  }

  #font(isStrong: boolean): string {
    return `${isStrong ? 600 : 400} ${this.colours.axisPx}px ${this.colours.font}`;
  }

  #stroke(stroke: Stroke, path: (context: CanvasRenderingContext2D) => void): void {
    const context = this.#context;
    context.beginPath();
    path(context);
    context.lineWidth = stroke.width ?? 1;
    context.setLineDash(stroke.dash ?? []);
    context.strokeStyle = stroke.colour;
    context.stroke();
    context.setLineDash([]);
  }
}

/** Which of some centred labels have room, the later ones giving way to the earlier. */
export function withRoom<T extends { x: number; width: number }>(labels: readonly T[]): T[] {
  const kept: T[] = [];
  for (const label of labels) {
    const collides = kept.some(({ x, width }) =>
      Math.abs(x - label.x) < (width + label.width) / 2 + LABEL_GAP_PX
    );
    if (!collides) kept.push(label);
  }
  return kept;
}

const hatches = new WeakMap<Palette, Map<string, CanvasPattern>>();

/** The diagonal hatch of estimates and forecasts, made once per theme and colours. */
export function hatch(colours: Palette, { line, ground }: { line: string; ground: string }) {
  const made = hatches.get(colours) ?? new Map<string, CanvasPattern>();
  hatches.set(colours, made);
  const key = `${line} ${ground}`;
  const known = made.get(key);
  if (known !== undefined) return known;
  const size = HATCH_PX * uPlot.pxRatio;
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = size;
  const context = canvas.getContext("2d")!;
  context.fillStyle = ground;
  context.fillRect(0, 0, size, size);
  context.strokeStyle = line;
  context.lineWidth = size / 4;
  for (const shift of [-size, 0, size]) {
    context.moveTo(shift, size);
    context.lineTo(shift + size, 0);
  }
  context.stroke();
  const pattern = context.createPattern(canvas, "repeat")!;
  pattern.setTransform(new DOMMatrix().scale(1 / uPlot.pxRatio));
  made.set(key, pattern);
  return pattern;
}
