/** The month so far, out and in, beside the whole of the last one. */
import { energyFigure, written } from "../format.ts";
import { Balance } from "../parts/balance.tsx";
import { Cell } from "../parts/cell.tsx";
import { hasExport, live } from "../store/live.ts";
import { text } from "../text/mod.ts";
import type { Tile } from "./tile.ts";

export const thisMonth: Tile = {
  id: "this-month",
  row: "thirds",
  isKnown: () => live.value !== null,
  View: () => {
    const { month, lastMonth } = live.value!.running;
    return (
      <Cell title={text.thisMonth} unit={text.sinceFirst}>
        <Balance {...month} isTwoSided={hasExport.value} />
        <LastMonth {...lastMonth} />
      </Cell>
    );
  },
};

/** Nothing is said of a month in which nothing was heard. */
function LastMonth({ importWh, exportWh }: { importWh: number; exportWh: number }) {
  if (importWh + exportWh === 0) return null;
  const used = energyFigure(importWh, text.locale);
  const sent = energyFigure(exportWh, text.locale);
  return (
    <p class="note mute after">
      {exportWh > 0
        ? text.lastMonthBoth(written(sent), written(used))
        : text.lastMonth(used.number)}
    </p>
  );
}
