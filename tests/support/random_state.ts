/** Households that no house has: every field anywhere in what the wire can carry. */
import type { HouseholdState, PhaseState, Wiring } from "#codec/encode/household_state.ts";
import type { Zone } from "#model/zone.ts";

const YEARS_2020_TO_2035 = [Date.UTC(2020, 0, 1), Date.UTC(2035, 0, 1)] as const;

/** A state from a generator of fractions; the same generator gives the same states. */
export function randomState(
  random: () => number,
  { zone, wiring }: { zone: Zone; wiring: Wiring },
): HouseholdState {
  const whole = (max: number) => Math.floor(random() ** 3 * (max + 1));
  const way = (max: number) => random() < 0.5 ? [whole(max), 0] as const : [0, whole(max)] as const;
  const phase = (): PhaseState => {
    const [importW, exportW] = way(40_000);
    const [importVar, exportVar] = way(20_000);
    return {
      voltageV: 190 + 70 * random(),
      currentA: 63 * random() ** 2,
      importW,
      exportW,
      importVar,
      exportVar,
      powerFactor: random(),
    };
  };
  const registers = () => ({ importWh: whole(999_999_999), exportWh: whole(99_999_999) });
  const [fromMs, toMs] = YEARS_2020_TO_2035;
  const atMs = 1000 * Math.floor((fromMs + random() * (toMs - fromMs)) / 1000);
  const [importW, exportW] = way(99_999);
  const [importVar, exportVar] = way(40_000);
  return {
    atMs,
    zone,
    wiring,
    importW,
    exportW,
    importVar,
    exportVar,
    powerFactor: random(),
    phases: [phase(), phase(), phase()],
    activeTariff: random() < 0.5 ? 1 : 2,
    registers: {
      importWhT1: whole(499_999_999),
      importWhT2: whole(499_999_999),
      exportWhT1: whole(99_999_999),
      exportWhT2: whole(99_999_999),
      importVarh: whole(99_999_999),
      exportVarh: whole(99_999_999),
      phases: [registers(), registers(), registers()],
      gasLitres: whole(99_999_999),
      gasAtMs: atMs - (atMs % 300_000),
    },
  };
}

/**
 * The same household with powers that its voltages and currents can carry, for meters whose reader
 * looks at one to understand the other (chapter 10 §17, Landis+Gyr).
 */
export function withPlausiblePower(state: HouseholdState): HouseholdState {
  const sign = state.exportW > 0 ? -1 : 1;
  const phases = state.phases.map((phase) => {
    const powerW = Math.round(phase.voltageV * phase.currentA);
    return sign > 0
      ? { ...phase, importW: powerW, exportW: 0 }
      : { ...phase, importW: 0, exportW: powerW };
  }) as [PhaseState, PhaseState, PhaseState];
  const sum = (way: "importW" | "exportW") => phases.reduce((sum, phase) => sum + phase[way], 0);
  return { ...state, phases, importW: sum("importW"), exportW: sum("exportW") };
}
