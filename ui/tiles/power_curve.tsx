/** Power over the last ten minutes, hour or day; it can be stopped, and read as a table. */
import { signal } from "@preact/signals";
import { Cell } from "../parts/cell.tsx";
import { Chart } from "../parts/chart.tsx";
import { curveDrawing, curvePicture, flow } from "../parts/curve_drawing.ts";
import { IconButton } from "../parts/icon_button.tsx";
import { Segments } from "../parts/segments.tsx";
import { Table } from "../parts/table.tsx";
import { TableButton } from "../parts/table_button.tsx";
import { nowMs } from "../store/clock.ts";
import { stretchesOf } from "../store/curve_buffer.ts";
import {
  CURVE_RANGES,
  type CurveRange,
  curveRange,
  type CurveView,
  curveView,
  hasCurve,
  pausedAtMs,
} from "../store/curves.ts";
import { extremesOf } from "../store/curve_buffer.ts";
import { zone } from "../store/live.ts";
import { text } from "../text/mod.ts";
import { type ZoneLocale, zoneTime } from "../zone_time.ts";
import type { Tile } from "./tile.ts";

export const powerCurve: Tile = {
  id: "power-curve",
  row: "hero",
  isKnown: () => hasCurve.value,
  View: () => <PowerCurve />,
};

const isTable = signal(false);
const MINUTE_MS = 60_000;
/** What one row of the table spans. */
const STRETCHES_MS: Record<CurveRange, number> = {
  "10min": MINUTE_MS,
  "1h": 5 * MINUTE_MS,
  "24h": 60 * MINUTE_MS,
};

function PowerCurve() {
  const view = curveView.value;
  const clock = { zone: zone.value, locale: text.locale };
  const paused = pausedAtMs.value;
  return (
    <Cell
      title={text.curveTitle[view.range]}
      unit={paused === null ? undefined : text.pausedAt(zoneTime(paused, "seconds", clock))}
      end={<Controls />}
      look="curve"
    >
      {view.rows.length === 0
        ? <p class="note mute">{text.curveEmpty}</p>
        : isTable.value
        ? <CurveTable view={view} clock={clock} />
        : (
          <Chart
            drawing={curveDrawing}
            view={curvePicture(view, clock)}
            label={labelOf(view)}
            look="power-curve"
          />
        )}
    </Cell>
  );
}

function Controls() {
  const isPaused = pausedAtMs.value !== null;
  return (
    <>
      <Segments
        label={text.curveRange}
        options={CURVE_RANGES}
        words={text.curveRanges}
        chosen={curveRange.value}
        onChoose={(range) => curveRange.value = range}
      />
      <IconButton
        icon={isPaused ? "play" : "pause"}
        label={isPaused ? text.resume : text.pause}
        onPress={() => pausedAtMs.value = isPaused ? null : nowMs.peek()}
      />
      <TableButton isTable={isTable} />
    </>
  );
}

function labelOf({ rows, range }: CurveView): string {
  const extremes = extremesOf(rows);
  if (extremes === null) return text.curveTitle[range];
  const { lowest, highest } = extremes;
  return `${text.curveTitle[range]}. ${text.curveLabel(flow(lowest.netW), flow(highest.netW))}`;
}

function CurveTable({ view, clock }: { view: CurveView; clock: ZoneLocale }) {
  const inRange = view.rows.filter(({ atMs }) => atMs >= view.fromMs);
  const rows = stretchesOf(inRange, STRETCHES_MS[view.range]).toReversed();
  return (
    <Table
      label={text.curveTitle[view.range]}
      look="in-chart"
      columns={[
        { head: text.from },
        { head: text.mean, isNumber: true },
        { head: text.lowest, isNumber: true },
        { head: text.highest, isNumber: true },
      ]}
      rows={rows.map(({ atMs, netW, lowW, highW }) => [
        zoneTime(atMs, "time", clock),
        flow(netW),
        flow(lowW),
        flow(highW),
      ])}
    />
  );
}
