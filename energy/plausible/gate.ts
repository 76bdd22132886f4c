/**
 * The gate before the history: a reading that cannot be true of this meter is put aside. What does
 * not fit once is an error of the line that slipped through a checksum; what comes again, in
 * agreement with itself, is the truth: a meter was exchanged or reset, a factor was set, a fuse was
 * entered wrongly. So the gate loses one reading of a kind of list at such a change, two where a
 * limit gives way, and never locks a meter out.
 */
import { Fault } from "#model/fault.ts";
import type { Reading } from "#model/reading.ts";
import { isName, Known } from "./known.ts";
import type { Limits } from "./limits.ts";
import { isAlike, type Misfit, widened } from "./misfit.ts";

/** A reading passes, with a sentence when the gate had to change its mind; or it does not. */
export type Verdict =
  | { readonly ok: true; readonly note: string | null }
  | { readonly ok: false; readonly fault: Fault };

/** A reading that was put aside and waits for another one that agrees with it. */
type Witness = { readonly reading: Reading; readonly known: Known; readonly misfit: Misfit };

/** So many readings in a row that agree with nothing are taken as a new beginning. */
const LOST_MAX = 8;
/** Between two lists of an hour others may be put aside. */
const WITNESSES_MAX = 4;
/** There are six limits; each needs widening once at most. */
const ROUNDS_MAX = 7;
/** Meters without a clock speak no more often than this. */
const ECHO_MS = 500;
const FINE: Verdict = { ok: true, note: null };

export class PlausibilityGate {
  #limits: Limits;
  #known = new Known();
  #witnesses: readonly Witness[] = [];
  #lost = 0;

  /** @param before What history last knew of the meter; `null` for a meter never heard. */
  constructor(limits: Limits, before: Reading | null) {
    this.#limits = limits;
    if (before !== null) this.#known.learn(before, limits);
  }

  /** Judges the next reading. */
  take(reading: Reading): Verdict {
    const misfit = this.#known.misfit(reading, this.#limits);
    if (misfit === null) return this.#pass(reading);
    if (this.#isWitnessed(reading, misfit)) return this.#turn(reading, misfit);
    if (++this.#lost === LOST_MAX) {
      this.#begin(reading);
      return this.#turn(reading, misfit);
    }
    const known = new Known();
    known.learn(reading, this.#limits);
    this.#witnesses = [{ reading, known, misfit }, ...this.#witnesses].slice(0, WITNESSES_MAX);
    return { ok: false, fault: new Fault("reading-implausible", { what: misfit.what }) };
  }

  #pass(reading: Reading): Verdict {
    this.#known.learn(reading, this.#limits);
    this.#lost = 0;
    // Who says a contested field as before speaks against its witness. Names are no contest: two
    // kinds of list of one meter may bear different ones.
    this.#witnesses = this.#witnesses.filter(({ misfit: { field } }) =>
      isName(field) || reading[field] === undefined
    );
    return FINE;
  }

  /**
   * Whether readings put aside before say the same of what is contested; then that is what is known
   * from now on. One is enough, two where a limit has to give way.
   */
  #isWitnessed(reading: Reading, misfit: Misfit): boolean {
    const witnesses = this.#witnesses.filter(({ reading: witness }) =>
      witness[misfit.field] !== undefined && !isSame(witness, reading)
    );
    // What is known of voltages bounds the next ones from above alone.
    const isVoltage = misfit.beyond?.limit === "voltageV";
    const agreeing = witnesses.find(({ known, misfit: before }) =>
      known.misfit(reading, this.#limits) === null &&
      (!isVoltage || before.field === misfit.field && isAlike(before, misfit))
    );
    if (agreeing !== undefined) return this.#know(agreeing.known, this.#limits);
    const wide = witnesses.flatMap(({ known, reading: witness }) => {
      const limits = widenedFor(reading, known, {
        limits: this.#limits,
        isDue: (again, limits) => isAlike(this.#known.misfit(witness, limits), again),
      });
      return limits === null ? [] : [{ known, limits }];
    });
    const [newest, second] = wide;
    return second !== undefined && this.#know(newest!.known, newest!.limits);
  }

  #know(known: Known, limits: Limits): true {
    known.inherit(this.#known);
    this.#known = known;
    this.#limits = limits;
    return true;
  }

  #begin(reading: Reading): void {
    const known = new Known();
    const limits = widenedFor(reading, known, { limits: this.#limits, isDue: () => true });
    this.#know(known, limits ?? this.#limits);
  }

  #turn(reading: Reading, { what }: Misfit): Verdict {
    this.#pass(reading);
    this.#witnesses = [];
    return { ok: true, note: `The meter has changed, and its readings are taken again: ${what}` };
  }
}

/**
 * Limits under which a reading follows from what is known, widened one by one as far as due; `null`
 * when that does not help.
 */
function widenedFor(
  reading: Reading,
  known: Known,
  { limits, isDue }: {
    readonly limits: Limits;
    readonly isDue: (misfit: Misfit, limits: Limits) => boolean;
  },
): Limits | null {
  let wide: Limits | null = limits;
  for (let round = 0; round < ROUNDS_MAX && wide !== null; round++) {
    const misfit = known.misfit(reading, wide);
    if (misfit === null) return wide;
    wide = isDue(misfit, wide) ? widened(wide, misfit) : null;
  }
  return null;
}

/** One telegram that came twice is one witness: the same clock, or at once the same again. */
function isSame(a: Reading, b: Reading): boolean {
  if (b.meterTime === undefined && b.receivedAtMs - a.receivedAtMs >= ECHO_MS) return false;
  return JSON.stringify({ ...a, receivedAtMs: 0 }) === JSON.stringify({ ...b, receivedAtMs: 0 });
}
