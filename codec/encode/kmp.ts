/**
 * A simulated meter that is asked by the Kamstrup Meter Protocol (chapter 10 §13): a question in,
 * its answer out. Which registers it has, and their wire form, is up to whoever makes it.
 */
import {
  KMP_ANSWER,
  KMP_METER,
  KMP_QUESTION,
  KMP_REGISTERS,
  KMP_SERIAL,
  KMP_STOP,
  kmpContent,
  kmpFrame,
} from "../kmp/link.ts";
import { KMP } from "../kmp/registers.ts";
import type { Bytes } from "./bytes.ts";
import type { HouseholdState } from "./household_state.ts";

/** A register as it is sent: `figures · 10^exponent` of the unit with this number. */
export type KmpRegister = {
  readonly unit: number;
  readonly exponent: number;
  readonly figures: number;
};

export type KmpMeter = {
  readonly serial: number;
  readonly registers: ReadonlyMap<number, KmpRegister>;
};

const MANTISSA_BYTES = 4;
const UNIT = { Wh: 1, W: 21, V: 33, A: 34 } as const;

/** A meter as it stands at the household: fine energy in Wh, W, 0.1 V, 0.01 A. */
export function kmpMeter(state: HouseholdState, serial = 12_345_678): KmpMeter {
  const { registers, phases } = state;
  const wh = (figures: number) => ({ unit: UNIT.Wh, exponent: 0, figures });
  const pairs: [number, KmpRegister][] = [
    [KMP.importEnergyFine, wh(registers.importWhT1 + registers.importWhT2)],
    [KMP.exportEnergyFine, wh(registers.exportWhT1 + registers.exportWhT2)],
  ];
  for (const [at, { voltageV, currentA, importW, exportW }] of phases.entries()) {
    if (voltageV === 0) continue;
    const tenths = Math.round(voltageV * 10);
    const hundredths = Math.round(currentA * 100);
    pairs.push(
      [KMP.voltages[at]!, { unit: UNIT.V, exponent: -1, figures: tenths }],
      [KMP.currents[at]!, { unit: UNIT.A, exponent: -2, figures: hundredths }],
      [KMP.powers[at]!, { unit: UNIT.W, exponent: 0, figures: importW - exportW }],
    );
  }
  return { serial, registers: new Map(pairs) };
}

/** The answer to a whole question; `null` when it is none that the meter knows. */
export function kmpAnswer(question: Bytes, { serial, registers }: KmpMeter): Bytes | null {
  if (question[0] !== KMP_QUESTION || question.at(-1) !== KMP_STOP) return null;
  const [destination, command, count = 0, ...ids] = kmpContent(question, 0, question.length);
  if (destination !== KMP_METER) return null;
  if (command === KMP_SERIAL) {
    return kmpFrame(KMP_ANSWER, [KMP_METER, KMP_SERIAL, ...bigEndian(serial)]);
  }
  if (command !== KMP_REGISTERS) return null;
  const data = Array.from({ length: count }, (_, at) => {
    const id = (ids[2 * at]! << 8) | ids[2 * at + 1]!;
    const register = registers.get(id);
    return register === undefined ? [] : [id >> 8, id & 0xff, ...numberBytes(register)];
  });
  return kmpFrame(KMP_ANSWER, [KMP_METER, KMP_REGISTERS, ...data.flat()]);
}

function numberBytes({ unit, exponent, figures }: KmpRegister): number[] {
  const siex = (figures < 0 ? 0x80 : 0) | (exponent < 0 ? 0x40 : 0) | Math.abs(exponent);
  return [unit, MANTISSA_BYTES, siex, ...bigEndian(Math.abs(figures))];
}

function bigEndian(value: number): number[] {
  return [value >>> 24, (value >>> 16) & 0xff, (value >>> 8) & 0xff, value & 0xff];
}
