/** Where a meter's answers come from. */
import type { Days } from "./days.ts";
import type { MeterLedger } from "./meter_ledger.ts";
import type { Rows } from "./rows/rows.ts";

/** Without a disk there is only the ledger. */
export type Shelf = {
  readonly ledger: MeterLedger;
  readonly disk: { readonly rows: Rows; readonly number: number; readonly days: Days } | null;
};
