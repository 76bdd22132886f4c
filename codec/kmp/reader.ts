/**
 * Answers of a KMP meter to a draft (chapter 10 §13). A meter answers for eight registers at once,
 * so what makes one reading comes in several frames: serial number and registers are gathered until
 * the answer with the imported energy, which the poll asks for last.
 */
import { Fault } from "#model/fault.ts";
import type { Draft, Target } from "../reading/draft.ts";
import { FIELD, TEXT } from "../reading/fields.ts";
import { KMP_SERIAL, kmpContent } from "./link.ts";
import { KMP, kmpNumber, type KmpQuantity } from "./registers.ts";

type Register = {
  readonly ids: readonly number[];
  readonly quantity: KmpQuantity;
  readonly put: (draft: Draft, value: number) => void;
};

const PHASES = [
  [FIELD.l1V, FIELD.l1A, FIELD.l1ImportW, FIELD.l1ExportW],
  [FIELD.l2V, FIELD.l2A, FIELD.l2ImportW, FIELD.l2ExportW],
  [FIELD.l3V, FIELD.l3A, FIELD.l3ImportW, FIELD.l3ExportW],
] as const;

const REGISTERS: readonly Register[] = [
  energy([KMP.importEnergy, KMP.importEnergyFine], FIELD.importWh),
  energy([KMP.exportEnergy, KMP.exportEnergyFine], FIELD.exportWh),
  ...PHASES.flatMap(([voltage, current, imported, exported], phase): Register[] => [
    {
      ids: [KMP.voltages[phase]!],
      quantity: "voltage",
      put: (draft, value) => draft.set(voltage, value),
    },
    {
      ids: [KMP.currents[phase]!],
      quantity: "current",
      put: (draft, value) => draft.set(current, value),
    },
    {
      ids: [KMP.powers[phase]!],
      quantity: "power",
      put: (draft, value) => putPower(draft, value, [imported, exported]),
    },
  ]),
];
const SLOTS: ReadonlyMap<number, number> = new Map(
  REGISTERS.flatMap(({ ids }, slot) => ids.map((id) => [id, slot] as const)),
);
const IMPORT_SLOT = 0;

const COMMAND_AT = 1;
const DATA_AT = 2;
const SERIAL_BYTES = 4;

/** Reads what one meter answers, frame after frame. */
export class KmpReader {
  readonly #values = new Float64Array(REGISTERS.length).fill(NaN);
  #serial = "";

  /**
   * Reads the whole frame `bytes[from..to)`.
   *
   * @returns `"part"` when more frames belong to the same reading, `"whole"` when the draft has it.
   */
  read(
    { bytes, from, to }: { bytes: Uint8Array; from: number; to: number },
    { draft }: Target,
  ): "part" | "whole" | Fault {
    const content = kmpContent(bytes, from, to);
    if (content[COMMAND_AT] === KMP_SERIAL) return this.#readSerial(content);
    for (let at = DATA_AT; at < content.length;) {
      const number = kmpNumber(content, at + 2);
      if (number === null) {
        return new Fault("apdu-type", { what: "a register without its number", offset: at });
      }
      this.#keep((content[at]! << 8) | content[at + 1]!, number);
      at = number.end;
    }
    if (Number.isNaN(this.#values[IMPORT_SLOT]!)) return "part";
    this.#fill(draft);
    return "whole";
  }

  #readSerial(content: Uint8Array): "part" | Fault {
    const serial = content.subarray(DATA_AT);
    if (serial.length !== SERIAL_BYTES) {
      return new Fault("apdu-type", {
        what: "the serial number",
        expected: `${SERIAL_BYTES} bytes`,
        found: String(serial.length),
      });
    }
    this.#serial = String(serial.reduce((number, byte) => number * 256 + byte, 0));
    return "part";
  }

  #keep(id: number, { quantity, value }: { quantity: KmpQuantity | null; value: number }): void {
    const slot = SLOTS.get(id);
    if (slot === undefined || REGISTERS[slot]!.quantity !== quantity) return;
    this.#values[slot] = value;
  }

  #fill(draft: Draft): void {
    draft.vendor = "kamstrup";
    if (this.#serial !== "") draft.offerText(TEXT.meterId, this.#serial);
    this.#serial = "";
    let powerW = NaN;
    for (const [slot, { quantity, put }] of REGISTERS.entries()) {
      const value = this.#values[slot]!;
      this.#values[slot] = NaN;
      if (Number.isNaN(value)) continue;
      put(draft, value);
      if (quantity === "power") powerW = (Number.isNaN(powerW) ? 0 : powerW) + value;
    }
    if (!Number.isNaN(powerW)) putPower(draft, powerW, [FIELD.importW, FIELD.exportW]);
  }
}

function energy(ids: readonly number[], field: number): Register {
  return { ids, quantity: "energy", put: (draft, value) => draft.set(field, value) };
}

/** A signed power as the two fields of the reading. */
function putPower(draft: Draft, powerW: number, [imported, exported]: readonly number[]): void {
  draft.set(imported!, Math.max(0, powerW));
  draft.set(exported!, Math.max(0, -powerW));
}
