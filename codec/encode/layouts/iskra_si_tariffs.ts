/**
 * Iskraemeco AM550 of Slovenia with a list of 10 that holds nothing but tariff registers; a reader
 * sums the totals up.
 */
import type { AxdrWriter } from "../axdr.ts";
import type { HouseholdState } from "../household_state.ts";
import { iskraGroup, iskraLayout, type IskraList } from "../parts/iskra_list.ts";
import { octetText } from "../parts/places.ts";
import { partOf } from "../parts/quantities.ts";

const DEVICE_NAME = "ISK1030700005678";

/** Two tariffs of a reactive register that the household knows only as a whole. */
const reactive = (field: "importVarh" | "exportVarh") =>
  ([1, 2] as const).map((part) => (writer: AxdrWriter, state: HouseholdState) =>
    writer.number("uint32", partOf(state.registers[field], part))
  );

const LIST: IskraList = {
  list: 3,
  everyMs: 900_000,
  offsetMs: 0,
  texts: { listId: DEVICE_NAME, meterId: DEVICE_NAME },
  places: [
    octetText(DEVICE_NAME),
    octetText("16820007"),
    iskraGroup.energy("importWhT1", "importWhT2", "exportWhT1", "exportWhT2"),
    ...reactive("importVarh"),
    ...reactive("exportVarh"),
  ],
  sums: iskraGroup.energy("importWh", "exportWh", "importVarh", "exportVarh"),
};

export const iskraSiTariffs = iskraLayout({
  id: "iskra-si-tariffs",
  description: "Iskraemeco, Slovenia, nothing but tariff registers: every 15 min",
  wirings: ["tn", "single"],
  lists: [LIST],
});
