/**
 * The registers of the simulated house: exactly the power it reported, second by second, since the
 * beginning of the year. Minutes add up from the plan alone; only the last one is taken by seconds.
 */
import type { Registers } from "#codec/encode/household_state.ts";
import type { Zone } from "#model/zone.ts";
import type { HouseholdDay } from "./household_day.ts";
import type { HouseholdPower } from "./household_power.ts";

const MINUTE_MS = 60_000;
const GAS_PERIOD_MIN = 5;
/** The year in which the meter was put up, with all registers at zero. */
const FIRST_YEAR = 2019;

/** Places in the array of sums, W·s, var·s and ml. */
const AT = { importT: 0, exportT: 2, importVar: 4, exportVar: 5, phases: 6, gas: 12 } as const;
const SUMS = 13;

/**
 * What a year adds at most, in kWh, kvarh and m³ by place of the sums. The registers of 1 January
 * are so many times the years since the first one: a house that is started again after New Year
 * jumps ahead a little, but never back.
 */
const YEAR_MAX = [
  ...[11_000, 5_500], // import, tariff 1 and 2
  ...[2_300, 5_000], // export, tariff 1 and 2
  ...[900, 900], // reactive import and export
  ...[13_500, 7_000, 10_500, 2_300, 4_000, 3_300], // import and export of L1, L2, L3
  900, // gas
];

export class HouseholdEnergy {
  /** Sums up to `#throughMs`, the start of a minute. */
  #sums = new Float64Array(SUMS);
  #throughMs = Infinity;
  #gas = { ml: 0, atMs: 0 };

  constructor(readonly power: HouseholdPower, readonly zone: Zone) {}

  /** The registers at the start of a second. Cheap when asked for later and later instants. */
  at(atMs: number): Registers {
    if (atMs < this.#throughMs) this.#startOfYear(atMs);
    while (this.#throughMs + MINUTE_MS <= atMs) this.#addDay(atMs);
    const sums = this.#sums.slice();
    const day = this.power.dayOf(atMs);
    const minute = Math.floor((atMs - day.startMs) / MINUTE_MS);
    const seconds = Math.floor((atMs - this.#throughMs) / 1000);
    for (let second = 0; second < seconds; second++) this.#addSecond(sums, day, { minute, second });
    return this.#registers(sums);
  }

  #startOfYear(atMs: number): void {
    const { year } = this.zone.wallClock(atMs);
    const january = { year, month: 1, day: 1, hour: 0, minute: 0, second: 0 };
    this.#throughMs = this.zone.instantMs(january);
    const years = Math.max(0, year - FIRST_YEAR);
    this.#sums = Float64Array.from(YEAR_MAX, (kilo, at) => {
      return years * kilo * (at === AT.gas ? 1e6 : 3.6e6);
    });
    this.#gas = { ml: this.#sums[AT.gas]!, atMs: this.#throughMs };
  }

  /** Adds whole minutes up to an instant or to the end of the day they lie in. */
  #addDay(untilMs: number): void {
    const day = this.power.dayOf(this.#throughMs);
    const from = (this.#throughMs - day.startMs) / MINUTE_MS;
    const to = Math.min(day.minutes, Math.floor((untilMs - day.startMs) / MINUTE_MS));
    for (let minute = from; minute < to; minute++) {
      if (minute % GAS_PERIOD_MIN === 0) {
        this.#gas = { ml: this.#sums[AT.gas]!, atMs: day.startMs + minute * MINUTE_MS };
      }
      const at = 3 * minute;
      const [l1, l2, l3] = [day.netW[at]!, day.netW[at + 1]!, day.netW[at + 2]!];
      add(this.#sums, day, { minute, seconds: 60, l1, l2, l3 });
      if (burns(minute)) this.#sums[AT.gas]! += day.gasMl;
    }
    this.#throughMs = day.startMs + to * MINUTE_MS;
  }

  #addSecond(sums: Float64Array, day: HouseholdDay, place: { minute: number; second: number }) {
    const l1 = this.power.phaseW(day, { ...place, phase: 0 });
    const l2 = this.power.phaseW(day, { ...place, phase: 1 });
    const l3 = this.power.phaseW(day, { ...place, phase: 2 });
    add(sums, day, { minute: place.minute, seconds: 1, l1, l2, l3 });
  }

  #registers(sums: Float64Array): Registers {
    const whole = (at: number) => Math.floor(sums[at]! / 3600);
    const phase = (at: number) => ({
      importWh: whole(AT.phases + 2 * at),
      exportWh: whole(AT.phases + 2 * at + 1),
    });
    return {
      importWhT1: whole(AT.importT),
      importWhT2: whole(AT.importT + 1),
      exportWhT1: whole(AT.exportT),
      exportWhT2: whole(AT.exportT + 1),
      importVarh: whole(AT.importVar),
      exportVarh: whole(AT.exportVar),
      phases: [phase(0), phase(1), phase(2)],
      gasLitres: Math.floor(this.#gas.ml / 1000),
      gasAtMs: this.#gas.atMs,
    };
  }
}

type Span = {
  readonly minute: number;
  readonly seconds: number;
  readonly l1: number;
  readonly l2: number;
  readonly l3: number;
};

/** Adds a span of even power: netted over the phases, and each phase for itself. */
function add(sums: Float64Array, day: HouseholdDay, { minute, seconds, l1, l2, l3 }: Span): void {
  const [from, to] = day.tariff2;
  const tariff = minute >= from && minute < to ? 1 : 0;
  const totalW = l1 + l2 + l3;
  if (totalW > 0) sums[AT.importT + tariff]! += totalW * seconds;
  else sums[AT.exportT + tariff]! -= totalW * seconds;
  const netVar = day.netVar[minute]!;
  if (netVar > 0) sums[AT.importVar]! += netVar * seconds;
  else sums[AT.exportVar]! -= netVar * seconds;
  addPhase(sums, AT.phases, l1 * seconds);
  addPhase(sums, AT.phases + 2, l2 * seconds);
  addPhase(sums, AT.phases + 4, l3 * seconds);
}

function addPhase(sums: Float64Array, at: number, wattSeconds: number): void {
  if (wattSeconds > 0) sums[at]! += wattSeconds;
  else sums[at + 1]! -= wattSeconds;
}

/** The boiler heats eight minutes of every twenty. */
function burns(minute: number): boolean {
  return minute % 20 < 8;
}
