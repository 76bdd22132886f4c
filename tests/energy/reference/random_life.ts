/**
 * The life of a random meter and its reader, second by second: what flows, what the registers truly
 * say, and which telegrams arrive. The same generator of fractions makes the same life.
 */
import type { MeterReading, Reading } from "#model/reading.ts";

export type Life = {
  /** What arrives, in order. */
  readonly readings: readonly MeterReading[];
  /** What happened to it, for the message of a failing test. */
  readonly story: string;
  /** Registers begin anew somewhere. */
  readonly hasSwap: boolean;
};

type Kind = {
  readonly everyS: number;
  /** Registers in every telegram, or in the list of the hour alone. */
  readonly isHourly: boolean;
  readonly stepWh: number;
  readonly hasClock: boolean;
  readonly loss: number;
  readonly eventShare: number;
};

const HOUR_S = 3600;
const BEGIN_MS = Date.UTC(2026, 9, 24, 20);
const LIFE_S = 8 * HOUR_S;

export function randomLife(random: () => number): Life {
  const kind = kindOf(random);
  const teller = new Teller(kind, random);
  for (let second = 0; second < LIFE_S; second++) teller.second();
  teller.end();
  const { readings, events } = teller;
  const story = `${JSON.stringify(kind)} ${events.join(", ")}`;
  return { readings, story, hasSwap: events.some((event) => event.startsWith("swap")) };
}

function kindOf(random: () => number): Kind {
  const oneOf = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)] as T;
  const isHourly = random() < 0.5;
  return {
    everyS: oneOf([1, 2, 10, 10, 30, 300]),
    isHourly,
    stepWh: oneOf([1, 1, 10, 100]),
    hasClock: isHourly || random() < 0.7,
    loss: oneOf([0, 0.01, 0.1]),
    eventShare: oneOf([0, 2, 6]) / LIFE_S,
  };
}

class Teller {
  readonly readings: MeterReading[] = [];
  readonly events: string[] = [];
  #trueMs = BEGIN_MS;
  /** Of the reader: its clock, its stream, and how long it is away. */
  #offsetMs = 0;
  #stream = 0;
  #tickMs = 0;
  #deafS = 0;
  #isDark = false;
  #importWh = 5_000_003;
  #exportWh = 80_000;
  #meterId = 1;
  #powerW = 400;
  #listDueS = -1;
  #list: Partial<Reading> = {};

  constructor(readonly kind: Kind, readonly random: () => number) {}

  second(): void {
    const { random, kind } = this;
    if (random() < kind.eventShare) this.#event();
    if (random() < 0.004) this.#powerW = Math.round(12_000 * random() ** 3 - 1500);
    if (!this.#isDark) {
      this.#importWh += Math.max(0, this.#powerW) / HOUR_S;
      this.#exportWh += Math.max(0, -this.#powerW) / HOUR_S;
    }
    this.#trueMs += 1000;
    this.#tickMs += 1000;
    this.#telegrams();
    if (this.#deafS > 0 && --this.#deafS === 0) this.#isDark = false;
  }

  /** A last list that closes everything. */
  end(): void {
    this.#deafS = 0;
    this.#trueMs += 1000;
    this.#tickMs += 1000;
    this.#importWh += 200;
    this.#exportWh += 200;
    this.#send(this.#registers());
  }

  #telegrams(): void {
    const { kind, random } = this;
    const trueS = this.#trueMs / 1000;
    if (kind.isHourly && trueS % HOUR_S === 0) {
      const isRepeat = random() < 0.1 && this.#list.importWh !== undefined;
      if (isRepeat) this.events.push("repeat");
      else this.#list = this.#registers();
      this.#listDueS = trueS + 5 + Math.floor(random() * 6);
    }
    if (this.#deafS > 0) return;
    if (trueS === this.#listDueS) {
      if (random() >= kind.loss) this.#send(this.#list);
    } else if (trueS % kind.everyS === 0 && random() >= kind.loss) {
      this.#send(kind.isHourly ? {} : this.#registers());
    }
  }

  #registers(): Partial<Reading> {
    const { stepWh, hasClock } = this.kind;
    const stepped = (wh: number) => stepWh * Math.floor(wh / stepWh);
    return {
      importWh: stepped(this.#importWh),
      exportWh: stepped(this.#exportWh),
      meterId: String(this.#meterId),
      ...(hasClock ? { meterTime: new Date(this.#trueMs).toISOString() } : {}),
    };
  }

  #send(fields: Partial<Reading>): void {
    const receivedAtMs = this.#trueMs + this.#offsetMs;
    const [importW, exportW] = [Math.max(0, this.#powerW), Math.max(0, -this.#powerW)];
    this.readings.push({
      meter: "main",
      reading: { vendor: "aidon", listType: 2, receivedAtMs, importW, exportW, ...fields },
      frame: {
        stream: String(this.#stream),
        endOffset: this.readings.length,
        tickMs: this.#tickMs,
      },
    });
  }

  #event(): void {
    const { random } = this;
    const kind = Math.floor(random() * 4);
    if (kind === 0) this.#silence(Math.floor(random() ** 2 * 3 * HOUR_S));
    if (kind === 1) this.#restart();
    if (kind === 2) {
      const stepS = Math.round((random() - 0.5) * 2 * HOUR_S);
      this.events.push(`step ${stepS} s`);
      this.#offsetMs += stepS * 1000;
    }
    if (kind === 3 && random() < 0.4) {
      this.events.push("swap");
      this.#meterId++;
      this.#importWh = 1000 * Math.floor(random() * 4000);
      this.#exportWh = 0;
    }
  }

  #silence(spanS: number): void {
    const isDark = random2(this.random);
    this.events.push(`${isDark ? "dark" : "deaf"} ${spanS} s`);
    this.#deafS = spanS;
    this.#isDark = isDark;
    if (isDark) this.#restart();
  }

  #restart(): void {
    this.events.push("restart");
    this.#stream++;
    this.#tickMs = 0;
  }
}

function random2(random: () => number): boolean {
  return random() < 0.5;
}
