/**
 * The simulated house second by second: each minute of its plan with a little unrest on top. The
 * unrest of a minute adds up to nothing and never turns import into export, so that the plan alone
 * says how much energy the minute took.
 */
import type { HouseholdState, PhaseState, Wiring } from "#codec/encode/household_state.ts";
import { chance } from "./chance.ts";
import { type HouseholdDay, type HouseholdPlan, planDay } from "./household_day.ts";

const MINUTE_MS = 60_000;
/** A voltage drifts evenly between two values so many minutes apart. */
const DRIFT_MIN = 13;

/** All of a state but its registers. */
export type Moment = Omit<HouseholdState, "registers">;

export class HouseholdPower {
  #day: HouseholdDay | null = null;

  constructor(readonly plan: HouseholdPlan) {}

  /** The plan of the day that holds an instant; the newest one is kept. */
  dayOf(atMs: number): HouseholdDay {
    const day = this.#day;
    if (day !== null && atMs >= day.startMs && atMs < day.startMs + day.minutes * MINUTE_MS) {
      return day;
    }
    return this.#day = planDay(this.plan, atMs);
  }

  /** Import minus export of one phase during one second, W. */
  phaseW(day: HouseholdDay, place: { minute: number; second: number; phase: number }): number {
    const { minute, second, phase } = place;
    const at = 3 * minute;
    const netW = day.netW[at + phase]!;
    const totalW = day.netW[at]! + day.netW[at + 1]! + day.netW[at + 2]!;
    const boundW = Math.min(Math.abs(netW), Math.floor(Math.abs(totalW) / 3));
    const unrestW = Math.min(boundW, Math.max(8, Math.abs(netW) >> 5));
    // The second half of the minute takes back what the first half added.
    const [step, sign] = second < 30 ? [second, 1] : [second - 30, -1];
    const seed = this.plan.seed ^ (phase + 1);
    const swing = 2 * chance(seed, day.startMs / MINUTE_MS + minute, step >> 1) - 1;
    return netW + sign * Math.round(unrestW * swing);
  }

  /** Everything instantaneous at one second. */
  at(atMs: number): Moment {
    const { wiring, zone } = this.plan;
    const day = this.dayOf(atMs);
    const minute = Math.floor((atMs - day.startMs) / MINUTE_MS);
    const second = Math.floor((atMs - day.startMs) / 1000) % 60;
    const totalVar = day.netVar[minute]!;
    const netW = [0, 1, 2].map((phase) => this.phaseW(day, { minute, second, phase }));
    const phases = [0, 1, 2].map((phase) => {
      if (wiring === "single" && phase > 0) return ABSENT;
      const voltageV = this.#voltageV({ atMs, phase, netW: netW[phase]! });
      const netVar = wiring === "single" ? totalVar : shareOf(totalVar, phase);
      return phaseState({ netW: netW[phase]!, netVar, voltageV, wiring });
    }) as [PhaseState, PhaseState, PhaseState];
    const totalW = netW[0]! + netW[1]! + netW[2]!;
    const [from, to] = day.tariff2;
    return {
      atMs: Math.floor(atMs / 1000) * 1000,
      zone,
      wiring,
      ...split(totalW, totalVar),
      powerFactor: powerFactor(totalW, totalVar),
      phases,
      activeTariff: minute >= from && minute < to ? 2 : 1,
    };
  }

  /** The grid's own drift, a sag of 0.9 V/kW behind the house's cable, and a tremble. */
  #voltageV({ atMs, phase, netW }: { atMs: number; phase: number; netW: number }): number {
    const seed = this.plan.seed ^ (0x100 + phase);
    const at = atMs / MINUTE_MS / DRIFT_MIN;
    const knot = Math.floor(at);
    const before = chance(seed, knot);
    const drift = before + (chance(seed, knot + 1) - before) * (at - knot);
    const tremble = chance(seed, Math.floor(atMs / 1000), 1) - 0.5;
    return 229.5 + 5 * drift + 0.5 * tremble - 0.0009 * netW;
  }
}

const ABSENT: PhaseState = {
  voltageV: 0,
  currentA: 0,
  importW: 0,
  exportW: 0,
  importVar: 0,
  exportVar: 0,
  powerFactor: 0,
};

function phaseState(
  { netW, netVar, voltageV, wiring }: {
    netW: number;
    netVar: number;
    voltageV: number;
    wiring: Wiring;
  },
): PhaseState {
  // Between two lines of a three-wire net each line carries √3 times the share of one phase.
  const lineFactor = wiring === "it" ? Math.sqrt(3) : 1;
  return {
    voltageV,
    currentA: lineFactor * Math.hypot(netW, netVar) / voltageV,
    ...split(netW, netVar),
    powerFactor: powerFactor(netW, netVar),
  };
}

function split(netW: number, netVar: number) {
  return {
    importW: Math.max(0, netW),
    exportW: Math.max(0, -netW),
    importVar: Math.max(0, netVar),
    exportVar: Math.max(0, -netVar),
  };
}

/** A third, whole var; the three add up to the total. */
function shareOf(totalVar: number, phase: number): number {
  return Math.floor((totalVar + phase) / 3);
}

function powerFactor(netW: number, netVar: number): number {
  return netW === 0 ? 1 : Math.abs(netW) / Math.hypot(netW, netVar);
}
