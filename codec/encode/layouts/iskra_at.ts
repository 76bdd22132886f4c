/**
 * Iskraemeco AM550 as sold in Austria (KELAG): the code of the push object, the id, then registers
 * and powers from the fifth element on. No deciphered capture exists; what stands between is made
 * up.
 */
import { iskraGroup, iskraLayout, type IskraList } from "../parts/iskra_list.ts";
import { octetText } from "../parts/places.ts";

const METER_ID = "ISK1030700006789";

const LIST: IskraList = {
  list: 4,
  everyMs: 5_000,
  offsetMs: 0,
  texts: { meterId: METER_ID },
  places: [
    (writer) => writer.obis("0-8:25.9.0"),
    octetText(METER_ID),
    (writer) => writer.number("uint8", 0),
    (writer) => writer.number("uint8", 1),
    iskraGroup.energy("importWh", "exportWh", "importVarh", "exportVarh"),
    iskraGroup.power("importW", "exportW"),
  ],
};

export const iskraAt = iskraLayout({
  id: "iskra-at",
  description: "Iskraemeco, Austria (KELAG): everything every 5 s",
  wirings: ["tn"],
  lists: [LIST],
});
