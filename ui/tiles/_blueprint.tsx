/**
 * Copy this file for a new tile, name it after what it shows, list it in `mod.ts`, and say in
 * `tests/ui/tiles/mod_test.ts` with which readings it appears. Words go to `text/en.ts`, colours
 * come from the tokens.
 */
import { powerFigure, written } from "../format.ts";
import { Cell } from "../parts/cell.tsx";
import { live } from "../store/live.ts";
import { text } from "../text/mod.ts";
import type { Tile } from "./tile.ts";

export const blueprint: Tile = {
  id: "blueprint",
  row: "mixed",
  isKnown: () => live.value?.reading.importW !== undefined,
  View: () => {
    const importW = live.value?.reading.importW;
    return (
      <Cell title={text.in}>
        <p class="note">{written(powerFigure(importW, { locale: text.locale }))}</p>
      </Cell>
    );
  },
};
