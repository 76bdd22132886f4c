/** Iskraemeco AM550 as sold in Slovenia (TRIROG), three phases: lists of 18 and of 12. */
import { iskraGroup, iskraLayout, type IskraList } from "../parts/iskra_list.ts";
import { octetText } from "../parts/places.ts";

const DEVICE_NAME = "ISK1030700001234";
const TEXTS = { listId: DEVICE_NAME, meterId: DEVICE_NAME };

const INSTANTANEOUS: IskraList = {
  list: 4,
  everyMs: 5_000,
  offsetMs: 0,
  texts: TEXTS,
  places: [
    octetText(DEVICE_NAME),
    octetText("16820005"),
    iskraGroup.power("importW", "exportW", "importVar", "exportVar"),
    iskraGroup.voltage("l1V", "l2V", "l3V"),
    iskraGroup.current("l1A", "l2A", "l3A"),
    iskraGroup.power("l1ImportW", "l2ImportW", "l3ImportW"),
    iskraGroup.power("l1ExportW", "l2ExportW", "l3ExportW"),
  ],
};

const REGISTERS: IskraList = {
  list: 3,
  everyMs: 900_000,
  offsetMs: 1_000,
  texts: TEXTS,
  places: [
    octetText(DEVICE_NAME),
    octetText("16820006"),
    (writer) => writer.number("enum", 1), // the disconnector is closed
    (writer, state) => writer.octets([0, state.activeTariff]),
    iskraGroup.energy("importWh", "importWhT1", "importWhT2"),
    iskraGroup.energy("exportWh", "exportWhT1", "exportWhT2"),
    iskraGroup.energy("importVarh", "exportVarh"),
  ],
  understand: (reading, { activeTariff }) => ({ ...reading, activeTariff }),
};

export const iskraSi = iskraLayout({
  id: "iskra-si",
  description: "Iskraemeco, Slovenia, three phases: lists every 5 s and 15 min",
  wirings: ["tn"],
  lists: [REGISTERS, INSTANTANEOUS],
});
