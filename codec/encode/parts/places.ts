/**
 * Structures whose elements are known by their place alone. A layout writes down the elements in
 * their order, once; how many there are and what a reader understands both follow from that.
 */
import { AxdrWriter } from "../axdr.ts";
import { latin1Bytes } from "../bytes.ts";
import type { HouseholdState } from "../household_state.ts";
import { type Group, writeValues } from "./lists.ts";

/** One element that is no quantity of the reading. */
type Element = (writer: AxdrWriter, state: HouseholdState) => unknown;

/** The values of a group, or one element. */
export type Place = Group | Element;

/** The structure with all these elements. */
export function structureOf(state: HouseholdState, places: readonly Place[]): AxdrWriter {
  const count = places.reduce((sum, place) => sum + (isGroup(place) ? place.fields.length : 1), 0);
  const writer = new AxdrWriter().structure(count);
  for (const place of places) {
    if (isGroup(place)) writeValues(writer, state, place);
    else place(writer, state);
  }
  return writer;
}

/** The places that hold quantities of the reading. */
export function groupsOf(places: readonly Place[]): Group[] {
  return places.filter(isGroup);
}

/** A text as an octet string. */
export function octetText(text: string): Element {
  return (writer) => writer.octets(latin1Bytes(text));
}

function isGroup(place: Place): place is Group {
  return typeof place !== "function";
}
