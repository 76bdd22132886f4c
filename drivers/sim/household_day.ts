/**
 * One local day of the simulated house, minute by minute: who is at home, which appliance runs on
 * which phase, what the sun gives. Whole watts per minute and phase, so that energy adds up
 * exactly.
 */
import type { Wiring } from "#codec/encode/household_state.ts";
import type { Zone } from "#model/zone.ts";
import { chance, chances } from "./chance.ts";
import { Weather } from "./weather.ts";

/** Habits by local minute, 0 to 1; a day of 25 hours has 1500. */
const MORNING = hill(7 * 60, 60);
const EVENING = hill(20.5 * 60, 150);

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

export type HouseholdPlan = {
  readonly seed: number;
  readonly zone: Zone;
  readonly wiring: Wiring;
};

/** Minute by minute from local midnight; powers are import minus export. */
export type HouseholdDay = {
  readonly startMs: number;
  readonly minutes: number;
  /** Net W of L1, L2, L3 of minute 0, then of minute 1, … */
  readonly netW: Int32Array;
  /** Net reactive power of the whole house, var. */
  readonly netVar: Int32Array;
  /** From this minute to before that one tariff 2 holds; the rest is tariff 1. */
  readonly tariff2: readonly [fromMinute: number, toMinute: number];
  /** What the gas boiler burns in each of its minutes, ml. */
  readonly gasMl: number;
};

/** The day that holds an instant. */
export function planDay(plan: HouseholdPlan, atMs: number): HouseholdDay {
  const { zone } = plan;
  const startMs = zone.startOfMs("day", atMs);
  const minutes = Math.round((zone.shiftDayMs(startMs, 1) - startMs) / MINUTE_MS);
  const local = Math.floor((startMs + zone.offsetMs(startMs)) / DAY_MS);
  const draft: Draft = {
    plan,
    minutes,
    day: local,
    weekend: (local + 4) % 7 === 0 || (local + 4) % 7 === 6,
    weather: new Weather(plan.seed, local),
    firstUtcMinute: (startMs - local * DAY_MS) / MINUTE_MS,
    loadW: new Int32Array(3 * minutes),
    inductiveVar: new Int32Array(minutes),
  };
  addStanding(draft);
  addAppliances(draft);
  return {
    startMs,
    minutes,
    netW: netOf(draft),
    netVar: draft.inductiveVar.map((inductive) => inductive - 230),
    tariff2: draft.weekend ? [0, 0] : [7 * 60, 23 * 60],
    gasMl: Math.round(1_500 + Math.max(0, 15 - draft.weather.meanC) * 210),
  };
}

type Draft = {
  readonly plan: HouseholdPlan;
  readonly minutes: number;
  /** Local days since 1970. */
  readonly day: number;
  readonly weekend: boolean;
  readonly weather: Weather;
  readonly firstUtcMinute: number;
  readonly loadW: Int32Array;
  readonly inductiveVar: Int32Array;
};

/** A run of one appliance: `onMin` minutes on, `offMin` off, from `start` for `lengthMin`. */
type Run = {
  readonly phase: 0 | 1 | 2;
  readonly watts: number;
  readonly start: number;
  readonly lengthMin: number;
  readonly onMin?: number;
  readonly offMin?: number;
};

function addRun({ loadW, minutes }: Draft, run: Run): void {
  const { phase, watts, start, lengthMin, onMin = 1, offMin = 0 } = run;
  const from = Math.floor(start);
  const end = Math.min(minutes, from + Math.floor(lengthMin));
  for (let minute = from; minute < end; minute++) {
    if ((minute - from) % (onMin + offMin) < onMin) loadW[3 * minute + phase]! += watts;
  }
}

/** What never stops: standby, light and screens after the clock, fridge, freezer, heat pump. */
function addStanding({ plan, day, minutes, weather, loadW, inductiveVar }: Draft): void {
  const fridgeShift = Math.floor(60 * chance(plan.seed, 11));
  let flicker = 0;
  for (let minute = 0; minute < minutes; minute++) {
    const at = 3 * minute;
    const [morning, evening] = [MORNING[minute]!, EVENING[minute]!];
    if (minute % 4 === 0) flicker = chance(plan.seed, day, 2000 + minute);
    loadW[at]! += Math.round(95 + 210 * evening + 120 * morning + 40 * flicker);
    loadW[at + 1]! += Math.round(60 + 170 * evening + 60 * morning + 25 * flicker);
    loadW[at + 2]! += Math.round(45 + 60 * evening);
    const sinceDay = day * 1440 + minute + fridgeShift;
    if (sinceDay % 47 < 16) {
      loadW[at + 1]! += 85;
      inductiveVar[minute]! += 55;
    }
    if (sinceDay % 71 < 29) loadW[at + 2]! += 110;
    const pumpW = heatPumpW(weather.outsideC(minute), sinceDay);
    loadW[at + 1]! += pumpW;
    inductiveVar[minute]! += Math.round(0.22 * pumpW);
  }
}

/** Runs evenly in the cold and in cycles when little heat is wanted. */
function heatPumpW(outsideC: number, sinceDay: number): number {
  const wantedW = Math.min(2_400, (17 - outsideC) * 85);
  if (wantedW <= 0) return 0;
  if (wantedW >= 700) return Math.round(wantedW);
  return sinceDay % 24 < Math.ceil(24 * wantedW / 700) ? 700 : 0;
}

function addAppliances(draft: Draft): void {
  const next = chances(draft.plan.seed, draft.day);
  const around = (hour: number, spreadH: number) => 60 * (hour + spreadH * (next() - 0.5));
  const rise = draft.weekend ? 8.6 : 6.7;
  const kettle = (start: number) =>
    addRun(draft, { phase: 0, watts: 2_050, start, lengthMin: 2 + 3 * next() });
  kettle(around(rise, 0.8));
  kettle(around(rise + 0.7, 0.8));
  kettle(around(draft.weekend ? 12.5 : 16.2, 1.5));
  kettle(around(21, 2));
  // Showers empty the water heater, which then reheats.
  const shower = around(rise + 0.3, 0.9);
  addRun(draft, { phase: 2, watts: 1_950, start: shower, lengthMin: 45 + 40 * next() });
  addRun(draft, { phase: 2, watts: 1_950, start: around(21.5, 2), lengthMin: 30 + 30 * next() });
  const dinner = around(draft.weekend ? 17.5 : 16.8, 1.4);
  addRun(draft, { phase: 1, watts: 2_300, start: dinner, lengthMin: 12 });
  addRun(draft, {
    phase: 1,
    watts: 2_300,
    start: dinner + 14,
    lengthMin: 35,
    onMin: 3,
    offMin: 4,
  });
  addRun(draft, {
    phase: 0,
    watts: 1_450,
    start: dinner + 8,
    lengthMin: 18 + 15 * next(),
    onMin: 4,
    offMin: 2,
  });
  const dishes = around(19.6, 1.2);
  addRun(draft, { phase: 0, watts: 1_900, start: dishes, lengthMin: 14 });
  addRun(draft, { phase: 0, watts: 70, start: dishes + 14, lengthMin: 50 });
  addRun(draft, { phase: 0, watts: 1_900, start: dishes + 64, lengthMin: 11 });
  if (next() < (draft.weekend ? 0.8 : 0.35)) {
    const washing = around(draft.weekend ? 11 : 18.3, 3);
    addRun(draft, { phase: 2, watts: 2_000, start: washing, lengthMin: 22 });
    addRun(draft, {
      phase: 2,
      watts: 180,
      start: washing + 22,
      lengthMin: 55,
      onMin: 2,
      offMin: 1,
    });
  }
  if (next() < 0.55) {
    const charging = { start: 20 + 40 * next(), lengthMin: 80 + 170 * next() };
    const phases = draft.plan.wiring === "single" ? [0] as const : [0, 1, 2] as const;
    for (const phase of phases) addRun(draft, { phase, watts: 2_290, ...charging });
  }
}

/** Load minus sun; the inverter feeds all phases alike. */
function netOf({ plan, minutes, weather, firstUtcMinute, loadW }: Draft): Int32Array {
  const netW = loadW;
  for (let minute = 0; minute < minutes; minute++) {
    const shareW = Math.round(weather.solarW(firstUtcMinute + minute) / 3);
    for (let phase = 0; phase < 3; phase++) netW[3 * minute + phase]! -= shareW;
    if (plan.wiring !== "single") continue;
    netW[3 * minute] = netW[3 * minute]! + netW[3 * minute + 1]! + netW[3 * minute + 2]!;
    netW.fill(0, 3 * minute + 1, 3 * minute + 3);
  }
  return netW;
}

/** A hill from 0 to 1 around a minute of the day. */
function hill(middle: number, width: number): Float64Array {
  const at = (_: unknown, minute: number) => Math.exp(-0.5 * ((minute - middle) / width) ** 2);
  return Float64Array.from({ length: 1500 }, at);
}
