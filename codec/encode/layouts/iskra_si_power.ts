/** Iskraemeco AM550 of Slovenia with power and tariff registers in one list of 9. */
import { iskraGroup, iskraLayout, type IskraList } from "../parts/iskra_list.ts";
import { octetText } from "../parts/places.ts";

const DEVICE_NAME = "ISK1030700004567";

const LIST: IskraList = {
  list: 3,
  everyMs: 5_000,
  offsetMs: 0,
  texts: { listId: DEVICE_NAME, meterId: DEVICE_NAME },
  places: [
    octetText(DEVICE_NAME),
    iskraGroup.power("importW", "exportW"),
    iskraGroup.energy("importWh", "importWhT1", "importWhT2"),
    iskraGroup.energy("exportWh", "exportWhT1", "exportWhT2"),
  ],
};

export const iskraSiPower = iskraLayout({
  id: "iskra-si-power",
  description: "Iskraemeco, Slovenia, power and registers: every 5 s",
  wirings: ["tn", "single"],
  lists: [LIST],
});
