/**
 * Whether a ciphered telegram is an old one (IEC 62056-5-3 §5.3.7.3.5: invocation counters only
 * rise). The rule, for each system title: a counter may not be lower than the highest one seen; the
 * same again is let through, since some meters never count. A meter that lost its memory begins
 * low: when as many telegrams in a row as `recovery` are lower, and rise among themselves, their
 * meter is believed anew. An old telegram repeated again and again does not rise.
 */

/** A line has one meter; there may be relays and an exchange. */
const TITLES_MAX = 8;

type Seen = {
  /** The system title as two numbers. */
  readonly high: number;
  readonly low: number;
  highest: number;
  /** The last counter below the highest, and how many rose one after the other. */
  below: number;
  belowCount: number;
};

export class ReplayGuard {
  readonly #seen: Seen[] = [];
  readonly #recovery: number;

  /** @param recovery Lower counters in a row that are a restarted meter. */
  constructor(recovery: number) {
    this.#recovery = recovery;
  }

  /**
   * Takes the counter of a telegram whose content held. Answers with the highest counter seen when
   * the telegram is an old one, else with −1.
   */
  judge(bytes: Uint8Array, { titleAt, titleEnd, counter }: CounterPlace): number {
    const high = fourBytes(bytes, titleAt, titleEnd);
    const low = fourBytes(bytes, titleAt + 4, titleEnd);
    const seen = this.#find(high, low);
    if (seen === undefined) {
      if (this.#seen.length === TITLES_MAX) this.#seen.shift();
      this.#seen.push({ high, low, highest: counter, below: -1, belowCount: 0 });
      return -1;
    }
    if (counter < seen.highest) {
      seen.belowCount = counter > seen.below ? seen.belowCount + 1 : 1;
      seen.below = counter;
      if (seen.belowCount < this.#recovery) return seen.highest;
    }
    seen.highest = counter;
    seen.below = -1;
    seen.belowCount = 0;
    return -1;
  }

  #find(high: number, low: number): Seen | undefined {
    for (const seen of this.#seen) if (seen.low === low && seen.high === high) return seen;
    return undefined;
  }
}

type CounterPlace = {
  readonly titleAt: number;
  readonly titleEnd: number;
  readonly counter: number;
};

/** Four bytes as a number; zeros stand behind a short title, as in the vector of the cipher. */
function fourBytes(bytes: Uint8Array, at: number, end: number): number {
  let value = 0;
  for (let place = at; place < at + 4; place++) {
    value = (value << 8) | (place < end ? bytes[place]! : 0);
  }
  return value;
}
