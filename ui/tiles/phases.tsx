/** The phases, and below them the meter's own registers; whichever of the two the meter gives. */
import { Cell } from "../parts/cell.tsx";
import { FuseState, phasesOf, PhaseTable } from "../parts/phase_table.tsx";
import { RegisterRows, rowsOf } from "../parts/register_rows.tsx";
import { freshness, live, mainFuseA } from "../store/live.ts";
import { text } from "../text/mod.ts";
import type { Tile } from "./tile.ts";

export const phases: Tile = {
  id: "phases",
  row: "mixed",
  isKnown: () => {
    const reading = live.value?.reading ?? null;
    return phasesOf(reading).length > 0 || rowsOf(reading).length > 0;
  },
  View: () => {
    const reading = live.value?.reading ?? null;
    const list = phasesOf(reading), rows = rowsOf(reading);
    const hasPhases = list.length > 0;
    return (
      <Cell
        title={hasPhases ? text.phases : text.meter}
        unit={hasPhases && mainFuseA.value > 0 ? text.fuse(mainFuseA.value) : undefined}
        end={hasPhases ? <FuseState list={list} /> : undefined}
        look={freshness.value === "fresh" ? "" : "stale"}
      >
        {hasPhases && <PhaseTable list={list} />}
        {rows.length > 0 && <RegisterRows rows={rows} />}
      </Cell>
    );
  },
};
