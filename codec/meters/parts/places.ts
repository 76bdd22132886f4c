/**
 * Lists without codes: the number of elements and the kind of each say what stands where. A layout
 * is a table of such shapes. A shape fits when every element can be what its place says, so that a
 * list of another meter with as many elements is not misread.
 */
import { Fault } from "#model/fault.ts";
import { type Items, OCTETS, STRUCTURE } from "../../dlms/axdr.ts";
import type { L2Voltage, Target } from "../../reading/draft.ts";
import { LIST_CODES } from "./codes.ts";
import type { Layout } from "./layout.ts";
import { mayBeClock, offerNumber, quantityOf, type Scale } from "./values.ts";

/** What an element of the structure is. */
export type Place = {
  fits(items: Items, item: number): boolean;
  take(items: Items, item: number, into: Target): void;
};

/** A row of a table: what the elements of the structure are, in their order. */
export type Shape = {
  readonly elements: number;
  /** Of the first elements; those behind may be anything. */
  readonly places: readonly Place[];
  readonly l2Voltage: L2Voltage;
};

/** A shape of these elements, and perhaps of more that say nothing we want. */
export function shape(
  places: readonly Place[],
  { elements = places.length, l2Voltage = "bySettings" }: Partial<Omit<Shape, "places">> = {},
): Shape {
  return { elements, places, l2Voltage };
}

/** The layout of a table. */
export function positional(
  options: Pick<Layout, "id" | "vendor" | "clock">,
  shapes: readonly Shape[],
): Layout {
  return {
    ...options,
    container: "structure",
    recognises: (items) => shapeOf(shapes, items) !== null,
    read(items, into) {
      const found = shapeOf(shapes, items);
      if (found === null) return;
      into.draft.l2Voltage = found.l2Voltage;
      const { places } = found;
      for (let at = 0; at < places.length; at++) places[at]!.take(items, at + 1, into);
    },
  };
}

/** The first shape that fits. Plain loops: every list without codes passes here twice. */
function shapeOf(shapes: readonly Shape[], items: Items): Shape | null {
  if (items.types[0] !== STRUCTURE) return null;
  const elements = items.lengths[0]!;
  for (let at = 0; at < shapes.length; at++) {
    const candidate = shapes[at]!;
    if (candidate.elements === elements && areAll(candidate.places, items)) return candidate;
  }
  return null;
}

/** None of the places holds a container, so the elements are the items behind the structure. */
function areAll(places: readonly Place[], items: Items): boolean {
  if (items.count <= places.length) return false;
  for (let at = 0; at < places.length; at++) {
    if (!places[at]!.fits(items, at + 1)) return false;
  }
  return true;
}

/** Places of numbers of a meter, by their codes `C.D.E` with blanks between. */
export function numbersIn(scale: Scale): (codes: string, type?: number) => Place[] {
  return (codes, type) => codes.split(" ").map((code) => numberOf(code, scale, type));
}

function numberOf(code: string, scale: Scale, type?: number): Place {
  const [c, d, e] = code.split(".").map(Number);
  const meaning = LIST_CODES.get(c! * 65536 + d! * 256 + e!);
  if (meaning?.kind !== "number") {
    throw new Fault("internal", { what: `${code} is no quantity of a reading` });
  }
  const quantity = quantityOf(meaning);
  return {
    fits: (items, item) => type === undefined ? items.isNumber(item) : items.types[item] === type,
    take: (items, item, { draft }) =>
      offerNumber(draft, meaning, scale(quantity, items.number(item))),
  };
}

/** An element that says nothing we want, of one of these types. */
export function unused(...types: readonly number[]): Place {
  return { fits: (items, item) => types.includes(items.types[item]!), take() {} };
}

/** Octets of this length that say nothing we want. */
export function unusedOctets(length: number): Place {
  return {
    fits: (items, item) => items.types[item] === OCTETS && items.lengths[item] === length,
    take() {},
  };
}

/** The clock of the list; one that is not set says nothing. */
export const clock: Place = {
  fits: mayBeClock,
  take(items, item, { draft, clocks }) {
    draft.meterTimeMs = clocks.instantMs(items.bytes, items.starts[item]!, "zone");
  },
};
