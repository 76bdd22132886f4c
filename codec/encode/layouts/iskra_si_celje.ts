/** Iskraemeco AM550 as Elektro Celje of Slovenia has it set up: a list of 12 without registers. */
import { iskraGroup, iskraLayout, type IskraList } from "../parts/iskra_list.ts";
import { octetText } from "../parts/places.ts";

const DEVICE_NAME = "ISK1030700002345";

const LIST: IskraList = {
  list: 2,
  everyMs: 5_000,
  offsetMs: 0,
  texts: { listId: DEVICE_NAME, meterId: DEVICE_NAME },
  places: [
    octetText(DEVICE_NAME),
    octetText("UP_3f"),
    iskraGroup.voltage("l1V", "l2V", "l3V"),
    iskraGroup.current("l1A", "l2A", "l3A"),
    iskraGroup.power("importW", "exportW", "importVar", "exportVar"),
  ],
};

export const iskraSiCelje = iskraLayout({
  id: "iskra-si-celje",
  description: "Iskraemeco, Slovenia (Celje): voltages, currents, powers every 5 s",
  wirings: ["tn"],
  lists: [LIST],
});
