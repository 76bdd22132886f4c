/**
 * Iskraemeco AM550 as sold in Slovenia, one phase: lists of 10, of 9 with tariff registers for
 * export, and of 8.
 */
import { iskraGroup, iskraLayout, type IskraList } from "../parts/iskra_list.ts";
import { octetText } from "../parts/places.ts";

const DEVICE_NAME = "ISK1020700003456";
/** Its digits are the end of the device name's: an id, and no list's name. */
const METER_ID = "ISK00003456";
const TEXTS = { listId: DEVICE_NAME, meterId: METER_ID };
const NAMES = [octetText(DEVICE_NAME), octetText(METER_ID)];
const POWERS = iskraGroup.power("importW", "exportW", "importVar", "exportVar");

const SHORT: IskraList = {
  list: 2,
  everyMs: 60_000,
  offsetMs: 2_000,
  texts: TEXTS,
  places: [...NAMES, iskraGroup.voltage("l1V"), iskraGroup.current("l1A"), POWERS],
};

const WITH_EXPORT: IskraList = {
  list: 3,
  everyMs: 900_000,
  offsetMs: 1_000,
  texts: TEXTS,
  places: [
    ...NAMES,
    POWERS,
    iskraGroup.voltage("l1V"),
    iskraGroup.energy("exportWhT1", "exportWhT2"),
  ],
  sums: iskraGroup.energy("exportWh"),
};

const INSTANTANEOUS: IskraList = {
  list: 4,
  everyMs: 5_000,
  offsetMs: 0,
  texts: TEXTS,
  places: [
    ...NAMES,
    POWERS,
    iskraGroup.voltage("l1V"),
    iskraGroup.current("l1A"),
    iskraGroup.power("l1ImportW", "l1ExportW"),
  ],
};

export const iskraSi1p = iskraLayout({
  id: "iskra-si-1p",
  description: "Iskraemeco, Slovenia, one phase: lists every 5 s, minute and 15 min",
  wirings: ["single"],
  lists: [SHORT, WITH_EXPORT, INSTANTANEOUS],
});
