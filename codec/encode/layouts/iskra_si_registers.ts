/** Iskraemeco AM550 of Slovenia when it pushes registers alone: a list of 4. */
import { iskraGroup, iskraLayout, type IskraList } from "../parts/iskra_list.ts";
import { octetText } from "../parts/places.ts";

const METER_ID = "84000123";

const LIST: IskraList = {
  list: 3,
  everyMs: 900_000,
  offsetMs: 0,
  texts: { meterId: METER_ID },
  places: [
    octetText(METER_ID),
    (writer) => writer.number("uint8", 0),
    iskraGroup.energy("importWh", "exportWh"),
  ],
};

export const iskraSiRegisters = iskraLayout({
  id: "iskra-si-registers",
  description: "Iskraemeco, Slovenia, nothing but two registers: every 15 min",
  wirings: ["tn", "single"],
  lists: [LIST],
});
