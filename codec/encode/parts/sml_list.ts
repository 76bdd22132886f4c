/**
 * Lists of values as German meters push them in SML: which fields, in which size and step, and the
 * telegram of three messages around them (open, list, close).
 */
import { type Bytes, joinBytes, latin1Bytes } from "../bytes.ts";
import type { HouseholdState, PhaseState } from "../household_state.ts";
import { smlFrame, smlMessage, SmlWriter } from "../sml.ts";
import { phasesOf } from "./lists.ts";
import { type Field, QUANTITIES, UNITS, valueOfWire, wireValue } from "./quantities.ts";

/** Fields that go over the wire alike. */
export type SmlGroup = {
  readonly fields: readonly Field[];
  readonly scaler: number;
  /** Bytes of the integer. */
  readonly size: number;
  /** Status of the register, where the meter sends one. */
  readonly status?: number;
};

/** A net power: what flows in less what flows out. */
export type SmlPower = {
  /** C.D.E of its code. */
  readonly code: string;
  readonly scaler: number;
  readonly size: number;
};

/** What stands around the values. */
export type SmlTelegram = {
  readonly serverId: Bytes;
  /** Seconds of operation, or of the clock when `isClock`. */
  readonly seconds: number;
  readonly isClock?: boolean;
  /** The code under which the maker gives its letters. */
  readonly makerCode: string;
  readonly maker: string;
};

const OPEN_RESPONSE = 0x0101;
const LIST_RESPONSE = 0x0701;
const CLOSE_RESPONSE = 0x0201;
const LIST_NAME = "1-0:98.10.255*255";

/** The octets of an id that is printed as `1EMH0012345678`. */
export function serverIdOf(printed: string): Bytes {
  const [medium, letters] = [Number(printed[0]), latin1Bytes(printed.slice(1, 4))];
  const block = parseInt(printed.slice(4, 6), 16);
  const number = Number(printed.slice(6));
  const digits = [24, 16, 8, 0].map((bits) => (number >>> bits) & 0xff);
  return joinBytes([[0x0a, medium], letters, [block], digits]);
}

/** `{code, status, time, unit, scaler, value, signature}` for every field. */
export function smlNumbers(state: HouseholdState, groups: readonly SmlGroup[]): Bytes[] {
  return groups.flatMap(({ fields, scaler, size, status }) =>
    fields.map((field) => {
      const quantity = QUANTITIES[field];
      const writer = begin(`1-0:${quantity.code}*255`, status);
      writer.unsigned(UNITS[quantity.unit], 1).integer(scaler, 1);
      return writer.integer(wireValue(quantity, state, scaler), size).absent().bytes();
    })
  );
}

/** A net power of a phase, or of the whole house. */
export function smlNetPower(of: HouseholdState | PhaseState, power: SmlPower): Bytes {
  const net = (of.importW - of.exportW) * 10 ** -power.scaler;
  return begin(`1-0:${power.code}*255`).unsigned(UNITS.W, 1).integer(power.scaler, 1)
    .integer(net, power.size).absent().bytes();
}

/** Octets under a code of six groups. */
export function smlOctets(code: string, octets: Bytes): Bytes {
  return begin(code).absent().absent().octets(octets).absent().bytes();
}

/** The values of the groups as the decoder should give them. */
export function smlValues(state: HouseholdState, groups: readonly SmlGroup[]) {
  const values: Partial<Record<Field, number>> = {};
  for (const { fields, scaler } of groups) {
    for (const field of fields) {
      values[field] = valueOfWire(wireValue(QUANTITIES[field], state, scaler), scaler);
    }
  }
  return { ...values, ...phasesOf(values) };
}

/** The whole telegram on the line. */
export function smlTelegram(telegram: SmlTelegram, entries: readonly Bytes[]): Bytes {
  const { serverId, seconds, isClock, maker, makerCode } = telegram;
  const values = [smlOctets(makerCode, latin1Bytes(maker)), ...entries];
  const open = new SmlWriter().list(6).absent().absent().octets(serverId.subarray(0, 4))
    .octets(serverId).absent().absent().bytes();
  const list = new SmlWriter().list(7).absent().octets(serverId).code(LIST_NAME)
    .list(2).unsigned(isClock === true ? 2 : 1, 1).unsigned(seconds, 4)
    .list(values.length).elements(joinBytes(values)).absent().absent().bytes();
  const close = new SmlWriter().list(1).absent().bytes();
  const first = seconds * 4;
  return smlFrame([
    smlMessage(first, { choice: OPEN_RESPONSE, body: open }),
    smlMessage(first + 1, { choice: LIST_RESPONSE, body: list }),
    smlMessage(first + 2, { choice: CLOSE_RESPONSE, body: close }),
  ]);
}

/** The head of a value: code, status, and no time. */
function begin(code: string, status?: number): SmlWriter {
  const writer = new SmlWriter().list(7).code(code);
  return (status === undefined ? writer.absent() : writer.unsigned(status, 2)).absent();
}
