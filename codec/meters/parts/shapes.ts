/**
 * Shapes of lists without codes. A shape fits when every element can be what its place says, so
 * that a list of another meter with as many elements is not misread. Most places are numbers: a row
 * holds them column by column, so that one plain loop reads them (a call for each costs twice the
 * time).
 */
import { type Items, STRUCTURE } from "../../dlms/axdr.ts";
import type { L2Voltage, Target } from "../../reading/draft.ts";
import type { Layout } from "./layout.ts";
import type { OtherPlace, Place } from "./places.ts";

/** Stand in for a type, where no type of A-XDR has these numbers. */
const ANY_NUMBER = 0xf0;
const OTHER = 0xf1;

/** Places side by side. */
export class Row {
  readonly length: number;
  readonly #types: Uint8Array;
  readonly #fields: Int8Array;
  readonly #sums: Int8Array;
  readonly #divisors: Float64Array;
  /** Whether the number is from 0 to 1 or says nothing. */
  readonly #isShare: Uint8Array;
  readonly #others: readonly (OtherPlace | null)[];

  constructor(places: readonly Place[]) {
    const numbers = places.map((place) => "meaning" in place ? place : null);
    this.length = places.length;
    this.#types = Uint8Array.from(numbers, (place) => place ? place.type ?? ANY_NUMBER : OTHER);
    this.#fields = Int8Array.from(numbers, (place) => place?.meaning.field ?? -1);
    this.#sums = Int8Array.from(numbers, (place) => place?.meaning.sum ?? -1);
    this.#divisors = Float64Array.from(numbers, (place) => place?.divisor ?? 1);
    this.#isShare = Uint8Array.from(numbers, (place) => Number(place?.meaning.isShare ?? false));
    this.#others = places.map((place) => "meaning" in place ? null : place);
  }

  /** Whether the items from `first` on, of which there are enough, can be what the places say. */
  fits(items: Items, first: number): boolean {
    const types = this.#types;
    for (let at = 0; at < types.length; at++) {
      const type = types[at]!;
      const item = first + at;
      const fits = type === ANY_NUMBER
        ? items.isNumber(item)
        : type === OTHER
        ? this.#others[at]!.fits(items, item)
        : type === items.types[item];
      if (!fits) return false;
    }
    return true;
  }

  /** Takes what the items from `first` on say. */
  take(items: Items, first: number, into: Target): void {
    const { draft } = into;
    const types = this.#types;
    for (let at = 0; at < types.length; at++) {
      if (types[at] === OTHER) {
        this.#others[at]!.take(items, first + at, into);
        continue;
      }
      const amount = items.number(first + at) / this.#divisors[at]!;
      if (this.#isShare[at] === 1 && !(amount >= 0 && amount <= 1)) continue;
      const field = this.#fields[at]!;
      const sum = this.#sums[at]!;
      if (field >= 0) draft.offer(field, amount);
      if (sum >= 0) draft.add(sum, amount);
    }
  }
}

/** An entry of a table: what the elements of the structure are, in their order. */
export type Shape = {
  readonly elements: number;
  /** Of the first elements; those behind may be anything. */
  readonly row: Row;
  readonly l2Voltage: L2Voltage;
};

/** A shape of these elements, and perhaps of more that say nothing we want. */
export function shape(
  places: readonly Place[],
  { elements = places.length, l2Voltage = "bySettings" }: Partial<Omit<Shape, "row">> = {},
): Shape {
  return { elements, row: new Row(places), l2Voltage };
}

/** The layout of a table. */
export function positional(
  options: Pick<Layout, "id" | "vendor" | "clock">,
  shapes: readonly Shape[],
): Layout {
  /** Of the list that was recognised last: that one is read next. */
  let found: Shape | null = null;
  return {
    ...options,
    container: "structure",
    recognises: (items) => (found = shapeOf(shapes, items)) !== null,
    read(items, into) {
      if (found === null) return;
      into.draft.l2Voltage = found.l2Voltage;
      found.row.take(items, 1, into);
    },
  };
}

/** The first shape that fits. */
function shapeOf(shapes: readonly Shape[], items: Items): Shape | null {
  if (items.types[0] !== STRUCTURE) return null;
  const elements = items.lengths[0]!;
  for (let at = 0; at < shapes.length; at++) {
    const candidate = shapes[at]!;
    if (candidate.elements !== elements || items.count <= candidate.row.length) continue;
    // No place holds a container, so the elements are the items behind the structure.
    if (candidate.row.fits(items, 1)) return candidate;
  }
  return null;
}
