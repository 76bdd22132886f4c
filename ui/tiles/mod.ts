/** The tiles of the Now page in their order. */
import { byHour } from "./by_hour.tsx";
import { phases } from "./phases.tsx";
import { powerCurve } from "./power_curve.tsx";
import { powerNow } from "./power_now.tsx";
import { thisHour } from "./this_hour.tsx";
import { thisMonth } from "./this_month.tsx";
import type { Tile } from "./tile.ts";
import { today } from "./today.tsx";

export const TILES: readonly Tile[] = [
  powerNow,
  powerCurve,
  thisHour,
  today,
  thisMonth,
  byHour,
  phases,
];
