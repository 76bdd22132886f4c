/** Net powers of house and phases, as a reading has them: two numbers each, of which one is 0. */
import type { HouseholdState } from "../household_state.ts";

export function netPowers({ importW, exportW, phases }: HouseholdState) {
  const [l1, l2, l3] = phases;
  return {
    importW,
    exportW,
    l1ImportW: l1.importW,
    l1ExportW: l1.exportW,
    l2ImportW: l2.importW,
    l2ExportW: l2.exportW,
    l3ImportW: l3.importW,
    l3ExportW: l3.exportW,
  };
}
