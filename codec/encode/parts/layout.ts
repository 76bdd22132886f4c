/** What a layout is: one make of meter as it speaks, and what a decoder should understand of it. */
import type { Multipliers } from "#model/meter.ts";
import type { DecodedReading, ListType } from "#model/reading.ts";
import type { Bytes } from "../bytes.ts";
import type { Security } from "../cipher.ts";
import type { HouseholdState, Wiring } from "../household_state.ts";

/** When a list is pushed: at every instant of meter time that is `offsetMs` after a multiple. */
export type Push = {
  readonly list: ListType;
  readonly everyMs: number;
  readonly offsetMs: number;
};

/** Baud rate and the usual three characters: data bits, parity, stop bits. */
export type SerialFormat = { readonly baud: number; readonly format: string };

/** How a make ciphers where the grid company has it so. */
export type Ciphering = {
  /** The first three letters of the system title; empty for a make that sends no title. */
  readonly maker: string;
  /** Low bits of the security control byte: 1 with some Kaifa, else 0. */
  readonly suite: 0 | 1;
};

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
  /** Absent: this make never ciphers. */
  readonly ciphering?: Ciphering;
  /** What the user must set, because nothing in the frames tells (chapter 10 §10.4). */
  readonly multipliers?: Partial<Multipliers>;
  /**
   * The bytes of one list on the line, frames with all their checksums; with `security` the same
   * list as this make ciphers it.
   */
  encode(state: HouseholdState, list: ListType, security?: Security): Bytes;
  /**
   * The reading of these bytes under default options, the layout's multipliers and the state's
   * zone, but for `authenticated`, which the reader's keys decide.
   */
  expected(state: HouseholdState, list: ListType, security?: Security): DecodedReading;
};
