/**
 * uPlot in a figure: as large as its box, redrawn with the theme, one tab stop. Arrows, Home and
 * End move the cursor, Escape closes it, and what the cursor shows stands in a card and is spoken.
 */
import { useEffect, useRef, useState } from "preact/hooks";
import uPlot from "uplot";
import { type Palette, palette } from "../store/theme.ts";
import { Pen } from "./pen.ts";

/** How a kind of chart is drawn; `view` gives what it shows at the moment of drawing. */
export type Drawing<V> = {
  /** Room around the plotting area for labels: top, right, bottom, left. */
  readonly padding: uPlot.Padding;
  data(view: V): uPlot.AlignedData;
  /** x axis from left to right, y axis from bottom to top. */
  range(view: V, scale: "x" | "y"): [number, number];
  series(colours: Palette): uPlot.Series[];
  /** Under the series: grid, gaps. */
  under(pen: Pen, view: V): void;
  /** Over the series: bars, labels, dots. */
  over(pen: Pen, view: V): void;
  /** What the cursor says at an index of the data: a heading, then lines. */
  describe(view: V, index: number): readonly string[] | null;
};

type ChartProps<V> = {
  readonly drawing: Drawing<V>;
  readonly view: V;
  /** One sentence that says what the picture shows. */
  readonly label: string;
  readonly look: string;
};

/** The card keeps this distance from the edges, CSS px. */
const CARD_HALF_PX = 84;

export function Chart<V>(props: ChartProps<V>) {
  const { drawing, view, label, look } = props;
  const box = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const shown = useRef(view);
  shown.current = view;
  const [cursor, setCursor] = useState<number | null>(null);
  // Said once per key; what changes under a resting cursor is not read out.
  const [spoken, setSpoken] = useState("");
  const colours = palette.value;

  useEffect(() => {
    const element = box.current;
    if (element === null || colours === null) return;
    const made = makePlot({ element, drawing, colours, view: () => shown.current, setCursor });
    plot.current = made;
    const observer = new ResizeObserver(() => {
      made.setSize({ width: element.clientWidth, height: element.clientHeight });
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
      made.destroy();
      plot.current = null;
    };
  }, [colours, drawing]);

  useEffect(() => plot.current?.setData(drawing.data(view)), [view, drawing]);

  const said = cursor === null ? null : drawing.describe(view, cursor);
  const onKeyDown = (event: KeyboardEvent) => {
    const made = plot.current;
    if (made === null) return;
    const next = nextIndex(event.key, cursor, made.data[0].length);
    if (next === undefined) return;
    event.preventDefault();
    setSpoken(next === null ? "" : drawing.describe(view, next)?.join(", ") ?? "");
    moveCursor(made, next);
  };
  return (
    <div
      class={`chart ${look}`}
      role="group"
      aria-label={label}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onBlur={() => plot.current !== null && moveCursor(plot.current, null)}
    >
      <div class="plot" ref={box} />
      {said !== null && cursor !== null && <Card plot={plot.current} index={cursor} lines={said} />}
      <p class="vh" role="status">{spoken}</p>
    </div>
  );
}

type CardProps = { plot: uPlot | null; index: number; lines: readonly string[] };

function Card({ plot, index, lines }: CardProps) {
  if (plot === null) return null;
  const x = plot.valToPos(plot.data[0][index] ?? 0, "x", true) / uPlot.pxRatio;
  const left = Math.max(CARD_HALF_PX, Math.min(x, plot.width - CARD_HALF_PX));
  const [heading, ...rest] = lines;
  return (
    <div class="floatcard" style={{ left: `${left}px` }} aria-hidden="true">
      <b>{heading}</b>
      {rest.map((line) => <span key={line}>{line}</span>)}
    </div>
  );
}

/** Where a key moves the cursor: an index, `null` to close it, `undefined` for other keys. */
export function nextIndex(key: string, from: number | null, count: number) {
  const last = count - 1;
  if (last < 0) return undefined;
  switch (key) {
    case "ArrowLeft":
      return from === null ? last : Math.max(0, from - 1);
    case "ArrowRight":
      return from === null ? 0 : Math.min(last, from + 1);
    case "Home":
      return 0;
    case "End":
      return last;
    case "Escape":
      return null;
    default:
      return undefined;
  }
}

function moveCursor(plot: uPlot, index: number | null): void {
  const at = index === null ? undefined : plot.data[0][index];
  const left = at === undefined ? -10 : plot.valToPos(at, "x");
  plot.setCursor({ left, top: at === undefined ? -10 : 0 });
}

type PlotPlan<V> = {
  readonly element: HTMLElement;
  readonly drawing: Drawing<V>;
  readonly colours: Palette;
  readonly view: () => V;
  readonly setCursor: (index: number | null) => void;
};

function makePlot<V>({ element, drawing, colours, view, setCursor }: PlotPlan<V>): uPlot {
  const range = (scale: "x" | "y") => () => drawing.range(view(), scale);
  const withPen = (draw: (pen: Pen, view: V) => void) => (plot: uPlot) =>
    new Pen(plot, colours).draw((pen) => draw(pen, view()));
  const options: uPlot.Options = {
    width: element.clientWidth,
    height: element.clientHeight,
    padding: drawing.padding,
    legend: { show: false },
    axes: [{ show: false }, { show: false }],
    scales: { x: { time: false, range: range("x") }, y: { range: range("y") } },
    series: [{}, ...drawing.series(colours)],
    cursor: { y: false, points: { show: false }, drag: { x: false, y: false, setScale: false } },
    hooks: {
      drawClear: [withPen((pen, view) => drawing.under(pen, view))],
      draw: [withPen((pen, view) => drawing.over(pen, view))],
      setCursor: [({ cursor }) => {
        const isOver = (cursor.left ?? -1) >= 0;
        setCursor(isOver ? cursor.idx ?? null : null);
      }],
    },
  };
  return new uPlot(options, drawing.data(view()), element);
}
