/**
 * What only ever counts up: the registers of the meter and of its sub-meters. One may grow by what
 * can have flowed since it last moved, as power, fuse and time tell.
 */
import type { Reading, ReadingNumber } from "#model/reading.ts";
import { nextPower, NO_POWER, type Power } from "../power.ts";
import type { Limits } from "./limits.ts";
import { type Misfit, plain } from "./misfit.ts";

/** What moves a counter; the last two follow the time alone. */
type Drive = "import" | "export" | "reactive" | "subMeter";
/** The most that can have flowed: Wh, varh, and m³, GJ or kWh of a sub-meter. */
type Flow = Readonly<Record<Drive, number>>;

type Counter = {
  readonly name: string;
  readonly field: keyof Reading;
  readonly value: number;
  readonly drive: Drive;
};

const REGISTERS: readonly (readonly [ReadingNumber, Drive])[] = [
  ["importWh", "import"],
  ["exportWh", "export"],
  ["importVarh", "reactive"],
  ["exportVarh", "reactive"],
  ["importWhT1", "import"],
  ["importWhT2", "import"],
  ["importWhT3", "import"],
  ["importWhT4", "import"],
  ["exportWhT1", "export"],
  ["exportWhT2", "export"],
  ["exportWhT3", "export"],
  ["exportWhT4", "export"],
  ["l1ImportWh", "import"],
  ["l2ImportWh", "import"],
  ["l3ImportWh", "import"],
  ["l1ExportWh", "export"],
  ["l2ExportWh", "export"],
  ["l3ExportWh", "export"],
];

const HOUR_MS = 3_600_000;
/** Registers follow power that lists do not show: short peaks, phases that cancel out. */
const HIDDEN_W = 15_000;
/** A meter with a forgotten factor of ten must not lose its readings. */
const POWER_FACTOR = 15;
/** More than any household's pipe carries, in m³, GJ or kWh an hour. */
const SUB_METER_PER_HOUR = 1_000;
/** Telegrams come so much late or early. */
const JITTER_MS = 15_000;
/** How long ago a register may have been read that the meter says now: some move once an hour. */
const AGE_MS = HOUR_MS;
/** After a longer silence power may have been anything. */
const HEARD_MS = HOUR_MS;
/** Registers count in kWh, in 10 Wh or in between; sub-meters in whole units at most. */
const STEPS_WH = [1_000, 100, 10];
const SUB_METER_STEP = 1;
/** Two kinds of list of one meter may show a register to 1 and to 10 Wh. */
const COARSE_WH = 10;

export class Counters {
  /** Values, and from when on what flowed may be missing in them. */
  readonly #known = new Map<string, { readonly value: number; readonly readAt: Flow }>();
  /** Sums since the first reading. */
  #flow: Flow = { import: 0, export: 0, reactive: 0, subMeter: 0 };
  #power: Power = NO_POWER;
  #highest: Power = NO_POWER;
  #atMs: number | null = null;

  /** @param lateMs How much more time passed by the meter's clock than by arrival. */
  misfit(reading: Reading, limits: Limits, lateMs: number): Misfit | null {
    const power = nextPower(this.#power, reading);
    const flow = plus(this.#flow, this.#flowTo(reading, { limits, lateMs, power }));
    const jitter = flowIn(JITTER_MS, higher(this.#power, power), limits);
    for (const { name, field, value, drive } of countersOf(reading)) {
      const before = this.#known.get(name);
      if (before === undefined) continue;
      const grown = value - before.value;
      if (grown < 0 && !isCoarse(drive, value, grown)) {
        const what = `${name} is ${plain(value)}, it was ${plain(before.value)} and never falls`;
        return { field, what, beyond: null };
      }
      const most = flow[drive] - before.readAt[drive] + jitter[drive];
      const over = grown - stepOf(drive, value, before.value) * limits.step;
      if (over <= limits.growth * most) continue;
      const what = `${name} is ${plain(value)}, it was ${plain(before.value)} and grows by ` +
        `${plain(limits.growth * most)} at most`;
      return { field, what, beyond: { limit: "growth", by: over / most } };
    }
    return null;
  }

  learn(reading: Reading, limits: Limits, lateMs: number): void {
    const power = nextPower(this.#power, reading);
    this.#flow = plus(this.#flow, this.#flowTo(reading, { limits, lateMs, power }));
    this.#highest = higher(this.#highest, power);
    this.#power = power;
    this.#atMs = reading.receivedAtMs;
    const oldest = minus(this.#flow, flowIn(AGE_MS, this.#highest, limits));
    for (const { name, value } of countersOf(reading)) {
      const before = this.#known.get(name);
      if (before === undefined) this.#known.set(name, { value, readAt: oldest });
      else if (value > before.value) this.#known.set(name, { value, readAt: this.#flow });
      else this.#known.set(name, { ...before, readAt: later(before.readAt, oldest) });
    }
  }

  /** What can have flowed between the last reading and this one. */
  #flowTo(
    { receivedAtMs }: Reading,
    { limits, lateMs, power }: { limits: Limits; lateMs: number; power: Power },
  ): Flow {
    const spanMs = Math.max(0, receivedAtMs - (this.#atMs ?? receivedAtMs)) + lateMs;
    return flowIn(spanMs, spanMs > HEARD_MS ? NO_POWER : higher(this.#power, power), limits);
  }
}

/** The most that can flow in a span, with the power heard in it. */
function flowIn(spanMs: number, { importW, exportW }: Power, { paceW }: Limits): Flow {
  const hours = spanMs / HOUR_MS;
  const mostW = (heardW: number | null) =>
    heardW === null ? paceW : Math.min(paceW, HIDDEN_W + POWER_FACTOR * heardW);
  return {
    import: mostW(importW) * hours,
    export: mostW(exportW) * hours,
    reactive: paceW * hours,
    subMeter: SUB_METER_PER_HOUR * hours,
  };
}

function higher(a: Power, b: Power): Power {
  const most = (a: number | null, b: number | null) =>
    a === null || b === null ? a ?? b : Math.max(a, b);
  return { importW: most(a.importW, b.importW), exportW: most(a.exportW, b.exportW) };
}

const plus = combined((a, b) => a + b);
const minus = combined((a, b) => a - b);
const later = combined(Math.max);

function combined(by: (a: number, b: number) => number): (a: Flow, b: Flow) => Flow {
  return (a, b) => ({
    import: by(a.import, b.import),
    export: by(a.export, b.export),
    reactive: by(a.reactive, b.reactive),
    subMeter: by(a.subMeter, b.subMeter),
  });
}

function* countersOf(reading: Reading): Generator<Counter> {
  for (const [field, drive] of REGISTERS) {
    const value = reading[field];
    if (value !== undefined) yield { name: field, field, value, drive };
  }
  for (const { channel, kind, value } of reading.subMeters ?? []) {
    yield { name: `${kind} on channel ${channel}`, field: "subMeters", value, drive: "subMeter" };
  }
}

function isCoarse(drive: Drive, value: number, grown: number): boolean {
  return drive !== "subMeter" && value % COARSE_WH === 0 && grown > -COARSE_WH;
}

/** The step in which both values count. */
function stepOf(drive: Drive, a: number, b: number): number {
  if (drive === "subMeter") return SUB_METER_STEP;
  return STEPS_WH.find((step) => a % step === 0 && b % step === 0) ?? 1;
}
