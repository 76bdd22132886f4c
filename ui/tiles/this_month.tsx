/** The month so far, out and in, beside the whole of the last one. */
import { Balance } from "../parts/balance.tsx";
import { Before } from "../parts/before.tsx";
import { Cell } from "../parts/cell.tsx";
import { nowMs } from "../store/clock.ts";
import { hasExport, live, zone } from "../store/live.ts";
import { text } from "../text/mod.ts";
import { startOfMonthMs, zoneTime } from "../zone_time.ts";
import type { Tile } from "./tile.ts";

export const thisMonth: Tile = {
  id: "this-month",
  row: "thirds",
  isKnown: () => live.value !== null,
  View: () => {
    if (live.value === null) return null;
    const { month, lastMonth } = live.value.running;
    const clock = { zone: zone.value, locale: text.locale };
    const lastMonthMs = startOfMonthMs(nowMs.value, zone.value) - 1;
    return (
      <Cell title={zoneTime(nowMs.value, "month", clock)} unit={text.soFarThisMonth}>
        <Balance {...month} isTwoSided={hasExport.value} />
        <Before {...lastMonth} when={zoneTime(lastMonthMs, "month", clock)} />
      </Cell>
    );
  },
};
