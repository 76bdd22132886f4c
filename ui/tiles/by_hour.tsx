/** Energy by clock hour, of today or of the last 24 hours. */
import { signal } from "@preact/signals";
import { energyFigure, written } from "../format.ts";
import { Cell } from "../parts/cell.tsx";
import { Chart } from "../parts/chart.tsx";
import { hourNote, hoursDrawing, hourSpan, hoursPicture } from "../parts/hours_drawing.ts";
import { Segments } from "../parts/segments.tsx";
import { Table } from "../parts/table.tsx";
import { TableButton } from "../parts/table_button.tsx";
import {
  collectingSinceMs,
  HOUR_RANGES,
  type HourBar,
  hourBars,
  hourForecast,
  hourRange,
} from "../store/hours.ts";
import { freshness, hasExport, live, zone } from "../store/live.ts";
import { text } from "../text/mod.ts";
import { type ZoneLocale, zoneTime } from "../zone_time.ts";
import type { Tile } from "./tile.ts";

export const byHour: Tile = {
  id: "by-hour",
  row: "mixed",
  isKnown: () => live.value !== null,
  View: () => <ByHour />,
};

const isTable = signal(false);

function ByHour() {
  const bars = hourBars.value;
  const clock = { zone: zone.value, locale: text.locale };
  const forecast = freshness.value === "fresh" ? hourForecast.value : null;
  return (
    <Cell title={text.hours[hourRange.value]} unit={text.kwh} end={<Controls />} look="wide">
      {isTable.value ? <HourTable bars={bars} clock={clock} /> : (
        <Chart
          drawing={hoursDrawing}
          view={hoursPicture(bars, forecast, clock)}
          label={labelOf(bars)}
          look="by-hour"
        />
      )}
      <Notes bars={bars} clock={clock} />
    </Cell>
  );
}

function Controls() {
  return (
    <>
      <Segments
        label={text.hourRange}
        options={HOUR_RANGES}
        words={text.hourRanges}
        chosen={hourRange.value}
        onChoose={(range) => hourRange.value = range}
      />
      <TableButton isTable={isTable} />
    </>
  );
}

function labelOf(bars: readonly HourBar[]): string {
  const sum = (pick: (bar: HourBar) => number) =>
    written(energyFigure(bars.reduce((total, bar) => total + pick(bar), 0), text.locale));
  const used = sum(({ energy }) => energy?.importWh ?? 0);
  return text.hoursLabel(used, sum(({ energy }) => energy?.exportWh ?? 0));
}

type Shown = { readonly bars: readonly HourBar[]; readonly clock: ZoneLocale };

/** Says only what the picture cannot: since when there is data, and what a hatch means. */
function Notes({ bars, clock }: Shown) {
  const sinceMs = collectingSinceMs.value;
  const notes = [
    sinceMs === null ? "" : text.collectingSince(zoneTime(sinceMs, "dayTime", clock)),
    bars.some(({ isEstimated }) => isEstimated) ? text.estimatedNote : "",
  ].filter((note) => note !== "");
  if (notes.length === 0) return null;
  return <p class="note mute after">{notes.join(" ")}</p>;
}

function HourTable({ bars, clock }: Shown) {
  const digits = (energyWh: number) => (energyWh / 1000).toFixed(3);
  const known = bars.filter(({ energy }) => energy !== null).toReversed();
  const out = hasExport.value;
  return (
    <Table
      label={text.hours[hourRange.value]}
      look="in-chart"
      columns={[
        { head: text.hour },
        { head: text.in, isNumber: true },
        ...(out ? [{ head: text.out, isNumber: true }] : []),
        { head: text.note },
      ]}
      rows={known.map((bar) => [
        hourSpan(bar.atMs, clock),
        digits(bar.energy?.importWh ?? 0),
        ...(out ? [digits(bar.energy?.exportWh ?? 0)] : []),
        hourNote(bar),
      ])}
    />
  );
}
