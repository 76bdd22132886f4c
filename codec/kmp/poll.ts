/**
 * What to ask a KMP meter (chapter 10 §13), as a plain state machine: first for every register
 * alone, to learn which ones it has, then round after round for all of these. The serial number
 * comes first and the energy last, since `reader.ts` makes its reading of what came in between.
 */
import { KMP_METER, KMP_QUESTION, KMP_REGISTERS, KMP_SERIAL, kmpFrame } from "./link.ts";
import { KMP } from "./registers.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** One question, and the command that its answer repeats. */
export type KmpQuestion = {
  readonly request: Bytes;
  readonly command: number;
  readonly registers: readonly number[];
};

const ALL: readonly number[] = [
  KMP.importEnergy,
  KMP.exportEnergy,
  KMP.importEnergyFine,
  KMP.exportEnergyFine,
  ...KMP.voltages,
  ...KMP.currents,
  ...KMP.powers,
];

export class KmpPoll {
  readonly #present = new Set<number>();
  #hasSerial = false;
  #isProbing = true;

  /** Whether the next round only learns what the meter has; its answers make no reading. */
  get isProbing(): boolean {
    return this.#isProbing;
  }

  /** The questions of one round. */
  round(): KmpQuestion[] {
    if (this.#isProbing) return [serial(), ...ALL.map((id) => ask([id]))];
    const { importEnergy, exportEnergy, importEnergyFine, exportEnergyFine } = KMP;
    const has = (id: number) => this.#present.has(id);
    const last = [
      ...KMP.powers,
      has(exportEnergyFine) ? exportEnergyFine : exportEnergy,
      has(importEnergyFine) ? importEnergyFine : importEnergy,
    ];
    const groups = [[...KMP.voltages, ...KMP.currents], last].map((ids) => ids.filter(has));
    return [
      ...(this.#hasSerial ? [serial()] : []),
      ...groups.filter((ids) => ids.length > 0).map(ask),
    ];
  }

  /**
   * Takes what the meter answered to a question of a probing round.
   *
   * @param content Destination, command and data; `null` when no answer came.
   */
  learn(question: KmpQuestion, content: Uint8Array | null): void {
    if (content === null) return;
    if (question.command === KMP_SERIAL) this.#hasSerial = true;
    const [id] = question.registers;
    if (id !== undefined && names(content, id)) this.#present.add(id);
  }

  /** The end of a probing round. False when the meter has no energy register: it is not ours. */
  probed(): boolean {
    this.#isProbing = !this.#present.has(KMP.importEnergy) &&
      !this.#present.has(KMP.importEnergyFine);
    return !this.#isProbing;
  }
}

function serial(): KmpQuestion {
  const request = kmpFrame(KMP_QUESTION, [KMP_METER, KMP_SERIAL]);
  return { request, command: KMP_SERIAL, registers: [] };
}

/** @param registers Eight at most. */
function ask(registers: readonly number[]): KmpQuestion {
  const ids = registers.flatMap((id) => [id >> 8, id & 0xff]);
  const content = [KMP_METER, KMP_REGISTERS, registers.length, ...ids];
  return { request: kmpFrame(KMP_QUESTION, content), command: KMP_REGISTERS, registers };
}

/** Whether the answer to a question for one register holds it. */
function names(content: Uint8Array, id: number): boolean {
  return content[2] === id >> 8 && content[3] === (id & 0xff);
}
