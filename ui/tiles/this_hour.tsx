/** The running hour: what it comes to if the power stays as it is, and what was used so far. */
import { energyFigure, written } from "../format.ts";
import { Cell } from "../parts/cell.tsx";
import { HourStrip } from "../parts/hour_strip.tsx";
import { Stat } from "../parts/stat.tsx";
import {
  hasHourBefore,
  highestHourWh,
  hourEndMs,
  hourForecast,
  hourShare,
} from "../store/hours.ts";
import { freshness, live, zone } from "../store/live.ts";
import { text } from "../text/mod.ts";
import { zoneTime } from "../zone_time.ts";
import type { Tile } from "./tile.ts";

export const thisHour: Tile = {
  id: "this-hour",
  row: "thirds",
  isKnown: () => live.value !== null,
  View: () => <ThisHour />,
};

const energy = (energyWh: number) => energyFigure(energyWh, text.locale);

function ThisHour() {
  const soFar = live.value?.running.hour ?? { importWh: 0, exportWh: 0 };
  // Power that is no longer heard says nothing about the rest of the hour.
  const expected = freshness.value === "fresh" ? hourForecast.value : null;
  const forecast = expected ?? soFar;
  const end = zoneTime(hourEndMs.value, "time", { zone: zone.value, locale: text.locale });
  const isOut = forecast.exportWh > forecast.importWh;
  const { number } = energy(isOut ? forecast.exportWh : forecast.importWh);
  const unit = expected === null
    ? isOut ? text.thisHourOutKept : text.thisHourKept
    : isOut
    ? text.thisHourOutBy(end)
    : text.thisHourBy(end);
  const note = noteOf(soFar);
  return (
    <Cell title={text.thisHour} look={freshness.value === "fresh" ? "" : "stale"}>
      <Stat figure={{ number, unit }} />
      <p class="note gap">{note}</p>
      <div class="push">
        <HourStrip
          soFar={soFar}
          forecast={forecast}
          highestWh={highestHourWh.value}
          label={text.thisHourLabel(note, `${number} ${unit}`)}
        />
      </div>
    </Cell>
  );
}

function noteOf({ importWh, exportWh }: { importWh: number; exportWh: number }): string {
  // The first hour of all began with the first reading, not with the hour.
  const minutes = Math.floor(hourShare.value * 60);
  const span = hasHourBefore.value ? text.inMinutes(minutes) : text.soFar;
  const used = energy(importWh).number;
  return exportWh > 0
    ? text.thisHourBothSoFar(written(energy(importWh)), written(energy(exportWh)), span)
    : text.thisHourSoFar(used, span);
}
