/** What a layout is: one make of meter as it speaks, and what a decoder should understand of it. */
import type { DecodedReading, ListType } from "#model/reading.ts";
import type { Bytes } from "../bytes.ts";
import type { HouseholdState, Wiring } from "../household_state.ts";

/** When a list is pushed: at every instant of meter time that is `offsetMs` after a multiple. */
export type Push = {
  readonly list: ListType;
  readonly everyMs: number;
  readonly offsetMs: number;
};

/** Baud rate and the usual three characters: data bits, parity, stop bits. */
export type SerialFormat = { readonly baud: number; readonly format: string };

export type Layout = {
  /** What `sim:ID` and `simulate --meter ID` take. */
  readonly id: string;
  /** One line for a person. */
  readonly description: string;
  readonly serial: SerialFormat;
  /** The wirings this make is built for; the first is the one to take when nobody says. */
  readonly wirings: readonly [Wiring, ...Wiring[]];
  /**
   * Lists by the type of reading they give (chapter 10 §1.3), the poorest first. Where several fall
   * due at one instant the meter sends the richest only.
   */
  readonly pushes: readonly [Push, ...Push[]];
  /** The bytes of one list on the line, frames with all their checksums. */
  encode(state: HouseholdState, list: ListType): Bytes;
  /** The reading of these bytes under default options and the state's zone. */
  expected(state: HouseholdState, list: ListType): DecodedReading;
};
