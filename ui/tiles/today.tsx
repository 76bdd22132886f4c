/** Today since midnight, out and in, beside the whole of yesterday. */
import { energyFigure, written } from "../format.ts";
import { Balance } from "../parts/balance.tsx";
import { Before } from "../parts/before.tsx";
import { Cell } from "../parts/cell.tsx";
import { yesterday } from "../store/hours.ts";
import { hasExport, live } from "../store/live.ts";
import { text } from "../text/mod.ts";
import type { Tile } from "./tile.ts";

export const today: Tile = {
  id: "today",
  row: "thirds",
  isKnown: () => live.value !== null,
  View: () => {
    if (live.value === null) return null;
    const { importWh, exportWh } = live.value.running.day;
    const before = yesterday.value;
    return (
      <Cell
        title={text.today}
        end={hasExport.value ? <Net netWh={importWh - exportWh} /> : undefined}
      >
        <Balance importWh={importWh} exportWh={exportWh} isTwoSided={hasExport.value} />
        {before !== null && <Before {...before} when={text.yesterday} />}
      </Cell>
    );
  },
};

function Net({ netWh }: { netWh: number }) {
  const net = written(energyFigure(Math.abs(netWh), text.locale));
  return <span class="unit">{netWh < 0 ? text.netOut(net) : text.netIn(net)}</span>;
}
