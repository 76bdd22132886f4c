/** Today since midnight, out and in. */
import { energyFigure, written } from "../format.ts";
import { Balance } from "../parts/balance.tsx";
import { Cell } from "../parts/cell.tsx";
import { hasExport, live } from "../store/live.ts";
import { text } from "../text/mod.ts";
import type { Tile } from "./tile.ts";

export const today: Tile = {
  id: "today",
  row: "thirds",
  isKnown: () => live.value !== null,
  View: () => {
    const { importWh, exportWh } = live.value?.running.day ?? { importWh: 0, exportWh: 0 };
    const netWh = importWh - exportWh;
    const net = written(energyFigure(Math.abs(netWh), text.locale));
    return (
      <Cell
        title={text.today}
        unit={text.sinceMidnight}
        end={hasExport.value
          ? <span class="unit">{netWh < 0 ? text.netOut(net) : text.netIn(net)}</span>
          : undefined}
      >
        <Balance importWh={importWh} exportWh={exportWh} isTwoSided={hasExport.value} />
      </Cell>
    );
  },
};
