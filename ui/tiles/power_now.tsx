/** The hero: which way, how much, how old, and where that stands on the tape. */
import { duration, powerFigure, written } from "../format.ts";
import { Icon } from "../parts/icon.tsx";
import { Pill } from "../parts/pill.tsx";
import { Tape } from "../parts/tape.tsx";
import { tapeScale } from "../scale.ts";
import { dayExtremes, tenMinuteMeanW } from "../store/curves.ts";
import { ageMs, freshness, type Live, live, zone } from "../store/live.ts";
import { text } from "../text/mod.ts";
import { zoneTime } from "../zone_time.ts";
import type { Tile } from "./tile.ts";

export const powerNow: Tile = {
  id: "power-now",
  row: "hero",
  isKnown: () => live.value !== null,
  View: () => live.value === null ? null : <PowerNow now={live.value} />,
};

const { locale } = text;
const power = (powerW: number) => written(powerFigure(Math.abs(powerW), { locale }));

function PowerNow({ now }: { now: Live }) {
  const { netW } = now;
  const isLost = freshness.value === "lost";
  const look = freshness.value === "fresh" ? "" : "stale";
  return (
    <section class={`cell power ${look}`} aria-label={text.now}>
      <p class={netW !== null && netW < 0 ? "dir out" : "dir"}>
        <Icon name={netW !== null && netW < 0 ? "export" : "import"} />
        {directionOf(netW)}
        <Age />
      </p>
      {isLost ? <p class="hero-word">{text.noReading}</p> : <BigNumber now={now} />}
      <p class="note">{noteOf(now)}</p>
      <div class="tapebox push">
        <DayTape netW={isLost ? null : netW} />
      </div>
    </section>
  );
}

function directionOf(netW: number | null): string {
  if (netW === null || netW > 0) return text.fromGrid;
  return netW < 0 ? text.toGrid : text.balanced;
}

/** The larger flow leads; usually the other is zero. */
function BigNumber({ now: { netW, otherW, unit } }: { now: Live }) {
  const leadW = netW === null ? null : Math.abs(netW) + otherW;
  const figure = powerFigure(leadW, { unit, locale });
  return (
    <p class="hero-num">
      {figure.number}
      <small>{figure.unit}</small>
    </p>
  );
}

function Age() {
  if (freshness.value === "fresh") {
    const age = ageMs.value;
    return (
      <span class="live">
        <i />
        {age < 1000 ? text.liveNow : text.liveAge(duration(Math.floor(age / 1000) * 1000))}
      </span>
    );
  }
  return (
    <span class="live">
      <Pill state="warning" icon="clock">{text.old(duration(ageMs.value, 1))}</Pill>
    </span>
  );
}

function noteOf({ netW, otherW, atMs }: Live): string {
  if (freshness.value === "lost") {
    const clock = { zone: zone.value, locale };
    return text.noReadingSince(zoneTime(atMs, "full", clock), power(netW ?? 0));
  }
  if (netW === null) return text.directionUnknown;
  if (otherW > 0) return netW < 0 ? text.alsoIn(power(otherW)) : text.alsoOut(power(otherW));
  const meanW = tenMinuteMeanW.value;
  // Keeps its line, so that nothing jumps when the mean becomes known.
  if (meanW === null || freshness.value !== "fresh") return "\u00a0";
  return meanW < 0 ? text.tenMinuteMeanOut(power(meanW)) : text.tenMinuteMean(power(meanW));
}

function DayTape({ netW }: { netW: number | null }) {
  const day = dayExtremes.value;
  const now = netW === null ? text.noReading : `${power(netW)} ${directionOf(netW)}`;
  return (
    <Tape
      scale={tapeScale(day.importW, day.exportW)}
      netW={netW}
      day={day}
      label={text.tapeLabel(now, power(day.importW), power(day.exportW))}
    />
  );
}
