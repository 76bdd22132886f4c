/** What a file in this folder says of its meter: how its lists look and what they mean. */
import type { Vendor } from "#model/reading.ts";
import type { ClockRule, Clocks } from "../dlms/clock.ts";
import type { Items } from "../dlms/axdr.ts";
import type { Draft } from "./draft.ts";
import type { Quantity } from "./fields.ts";

export type Layout = {
  readonly id: string;
  readonly vendor: Vendor;
  /** What the meter's wall clocks mean, in the list and in the header before it. */
  readonly clock: ClockRule;
  /** Whether a list is of this layout. Asked in the order of `mod.ts`; must be quick. */
  recognises(items: Items): boolean;
  /** Puts what the list says into the draft. */
  read(items: Items, into: Target): void;
};

/** Where a layout puts what it reads. */
export type Target = { readonly draft: Draft; readonly clocks: Clocks };

/** Turns a number that came without a scaler into W, V, A, Wh … */
export type Scale = (quantity: Quantity, raw: number) => number;

/** The number is already in the unit of the reading. */
export const asSent: Scale = (_quantity, raw) => raw;
