/**
 * Lists without codes: the number of elements and the kind of each say what stands where. A layout
 * is a table of such shapes (`shapes.ts`), a shape a row of the places made here.
 */
import { Fault } from "#model/fault.ts";
import { type Items, OCTETS } from "../../dlms/axdr.ts";
import type { Target } from "../../reading/draft.ts";
import type { Quantity } from "../../reading/fields.ts";
import { LIST_CODES, type Numeric } from "./codes.ts";
import { mayBeClock, quantityOf } from "./values.ts";

/** What a number is divided by to come to W, V, A, Wh …; 1 where nothing is said. */
export type Divisors = Readonly<Partial<Record<Quantity, number>>>;

/** An element that is a number of the reading. */
export type NumberPlace = {
  readonly meaning: Numeric;
  readonly divisor: number;
  /** The only type that fits; any number when left out. */
  readonly type: number | undefined;
};

/** Any other element. */
export type OtherPlace = {
  fits(items: Items, item: number): boolean;
  take(items: Items, item: number, into: Target): void;
};

/** What an element of the structure is. None holds a container. */
export type Place = NumberPlace | OtherPlace;

/** Places of numbers of a meter, by their codes `C.D.E` with blanks between. */
export function numbersIn(divisors: Divisors): (codes: string, type?: number) => NumberPlace[] {
  return (codes, type) => codes.split(" ").map((code) => numberOf(code, divisors, type));
}

function numberOf(code: string, divisors: Divisors, type?: number): NumberPlace {
  const [c, d, e] = code.split(".").map(Number);
  const meaning = LIST_CODES.get(c! * 65536 + d! * 256 + e!);
  if (meaning?.kind !== "number") {
    throw new Fault("internal", { what: `${code} is no quantity of a reading` });
  }
  return { meaning, divisor: divisors[quantityOf(meaning)] ?? 1, type };
}

/** An element that says nothing we want, of one of these types. */
export function unused(...types: readonly number[]): OtherPlace {
  return { fits: (items, item) => types.includes(items.types[item]!), take() {} };
}

/** Octets of this length that say nothing we want. */
export function unusedOctets(length: number): OtherPlace {
  return {
    fits: (items, item) => items.types[item] === OCTETS && items.lengths[item] === length,
    take() {},
  };
}

/** The clock of the list; one that is not set says nothing. */
export const clock: OtherPlace = {
  fits: mayBeClock,
  take(items, item, { draft, clocks }) {
    draft.meterTimeMs = clocks.instantMs(items.bytes, items.starts[item]!, "zone");
  },
};
