/**
 * In what unit one L+G meter sends currents (chapter 10 §17): most send hundredths, E570 whole
 * amperes, and nothing in a list says so. Power does: a meter whose power is a hundred times what
 * its voltages and currents can carry counts amperes. The choice is made once and kept.
 */
import type { Draft } from "../../reading/draft.ts";
import { FIELD } from "../../reading/fields.ts";

const VOLTAGES = [FIELD.l1V, FIELD.l2V, FIELD.l3V];
const CURRENTS = [FIELD.l1A, FIELD.l2A, FIELD.l3A];
/** Where a list gives no voltage. */
const VOLTS = 230;
/** Below, currents are too small to tell. */
const WATTS_MIN = 200;
/** Power over apparent power of hundredths that are hundredths: a power factor, and some play. */
const HUNDREDTHS = { min: 0.2, max: 1.5 };
/** The same of whole amperes: a hundred times that; whole numbers play more. */
const AMPERES = { min: 30, max: 250 };
/** So many lists in a row must say the same before the choice is kept. */
const AGREEING = 3;

export class CurrentScale {
  #isWhole = false;
  #isChosen = false;
  #agreed = 0;

  /** Corrects the currents of a draft, which were read as hundredths of an ampere. */
  settle(draft: Draft): void {
    const isWhole = this.#isChosen ? this.#isWhole : this.#learn(draft);
    if (!isWhole) return;
    for (const field of CURRENTS) {
      if (draft.has(field)) draft.set(field, Math.round(draft.get(field) * 100));
    }
  }

  /** What this list alone says; one list with a bit error must not speak for others. */
  #learn(draft: Draft): boolean {
    const ratio = powerRatio(draft);
    const isWhole = ratio >= AMPERES.min && ratio <= AMPERES.max;
    const isHundredths = ratio >= HUNDREDTHS.min && ratio <= HUNDREDTHS.max;
    if (!isWhole && !isHundredths) return false;
    this.#agreed = isWhole === this.#isWhole ? this.#agreed + 1 : 1;
    this.#isWhole = isWhole;
    this.#isChosen = this.#agreed >= AGREEING;
    return isWhole;
  }
}

/** Power over apparent power; NaN where the list does not tell both of all phases. */
function powerRatio(draft: Draft): number {
  let apparent = 0;
  for (let phase = 0; phase < CURRENTS.length; phase++) {
    if (!draft.has(CURRENTS[phase]!)) return NaN;
    apparent += draft.get(CURRENTS[phase]!) * (draft.get(VOLTAGES[phase]!) || VOLTS);
  }
  const power = Math.abs(draft.get(FIELD.importW) - draft.get(FIELD.exportW));
  return power < WATTS_MIN || apparent === 0 ? NaN : power / apparent;
}
