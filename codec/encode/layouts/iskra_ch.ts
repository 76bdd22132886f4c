/**
 * Iskraemeco AM550 as sold in Switzerland: 15 elements that name nobody, export power before import
 * power, no voltage of L2, which a reader computes.
 */
import { iskraGroup, iskraLayout, type IskraList, iskraTime } from "../parts/iskra_list.ts";
import { markedClock } from "../parts/meter_clock.ts";
import { withLineVoltage } from "../parts/three_wires.ts";

const LIST: IskraList = {
  list: 3,
  everyMs: 5_000,
  offsetMs: 0,
  texts: {},
  places: [
    iskraGroup.energy("importWh", "importWhT1", "importWhT2"),
    iskraGroup.energy("exportWh", "exportWhT1", "exportWhT2"),
    (writer) => writer.octets([]),
    (writer, state) => writer.octets(iskraTime(state)),
    iskraGroup.power("exportW", "importW"),
    iskraGroup.current("l1A", "l2A", "l3A"),
    iskraGroup.voltage("l1V", "l3V"),
  ],
  understand: (reading, state) => ({
    ...withLineVoltage(reading),
    meterTime: markedClock(state).instant,
  }),
};

export const iskraCh = iskraLayout({
  id: "iskra-ch",
  description: "Iskraemeco, Switzerland: everything every 5 s",
  wirings: ["tn"],
  lists: [LIST],
});
