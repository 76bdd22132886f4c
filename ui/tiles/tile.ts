/** What a tile is: a cell of the Now page that knows whether it has anything to show. */
import type { JSX } from "preact";

/** Rows of the sheet from top to bottom. A row without a known tile is not drawn. */
export const ROWS = ["hero", "thirds", "mixed"] as const;

export type Tile = {
  readonly id: string;
  readonly row: typeof ROWS[number];
  /** Whether its values are known; never whether they are above zero. */
  readonly isKnown: () => boolean;
  readonly View: () => JSX.Element | null;
};
