/**
 * A believable household with solar: habits, appliances, weather and the grid's voltage. Everything
 * follows from the seed and the time, so that two runs with the same seed say the same and a run
 * that starts now starts in the middle of its life.
 */
import type { HouseholdState } from "#codec/encode/household_state.ts";
import type { HouseholdPlan } from "./household_day.ts";
import { HouseholdEnergy } from "./household_energy.ts";
import { HouseholdPower } from "./household_power.ts";

export class Household {
  readonly #power: HouseholdPower;
  readonly #energy: HouseholdEnergy;

  /**
   * @param plan Seed, zone of its clock and habits, and how it is wired. On one phase all loads
   * hang on L1.
   */
  constructor(readonly plan: HouseholdPlan) {
    this.#power = new HouseholdPower(plan);
    this.#energy = new HouseholdEnergy(this.#power, plan.zone);
  }

  /**
   * What the meter knows at an instant, cut to the second. Power holds for the whole second; the
   * registers hold all seconds before it and are summed when first looked at: up to some 50 ms for
   * the first time in a run, microseconds when time goes on from there.
   */
  at(atMs: number): HouseholdState {
    const moment = this.#power.at(atMs);
    let registers: HouseholdState["registers"] | null = null;
    const energy = this.#energy;
    return {
      ...moment,
      get registers() {
        return registers ??= energy.at(moment.atMs);
      },
    };
  }
}
