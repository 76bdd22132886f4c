/**
 * A meter's local days, kept as sums so that ten years answer as quickly as a week. They are worked
 * out from the quarters in parts, each a transaction of its own, so that building them anew may be
 * cut off anywhere and never holds up a reading.
 */
import type { DayPoint } from "#energy/group.ts";
import { groupQuarters } from "#energy/group.ts";
import { localSpans } from "#energy/local_spans.ts";
import type { Zone } from "#model/zone.ts";
import type { EnergyPoint } from "#model/energy.ts";
import type { DayState } from "./rows/day_rows.ts";
import type { Rows } from "./rows/rows.ts";
import { shownQuarters } from "./shown.ts";

/** Days that are worked out in one go: some milliseconds. */
const DAYS_AT_ONCE = 20;
/** More quarters than this many days can hold. */
const QUARTERS_AT_ONCE = DAYS_AT_ONCE * 101;

/** Local days out of quarters of one zone. */
export function daysOf(quarters: Iterable<EnergyPoint>, zone: Zone): DayPoint[] {
  return [...groupQuarters(quarters, "day", zone)]
    .map((day) => ({ ...day, lengthMs: zone.endOfMs("day", day.atMs) - day.atMs }));
}

export class Days {
  #state: DayState;

  /** Takes up the days where they were left; those of another zone are built anew. */
  constructor(readonly rows: Rows, readonly meter: number, readonly zone: Zone) {
    const state = rows.days.state(meter);
    const isSame = state !== null && state.zone === zone.name;
    this.#state = isSame ? state : { zone: zone.name, builtMs: 0, untilMs: 0 };
    if (state !== null && !isSame) rows.days.clear(meter);
  }

  /** Days before this are in the table. */
  get untilMs(): number {
    return this.#state.untilMs;
  }

  /** Says that quarters changed; runs inside the transaction that changed them. */
  refresh(quartersMs: Iterable<number>): void {
    const startOfMs = localSpans("day", this.zone);
    const days = new Set<number>();
    for (const atMs of quartersMs) if (atMs < this.untilMs) days.add(startOfMs(atMs));
    if (days.size > DAYS_AT_ONCE) return this.#forgetFrom(Math.min(...days));
    for (const fromMs of days) this.#write({ fromMs, toMs: this.zone.endOfMs("day", fromMs) });
  }

  /** Says that quarters of a span changed, as `refresh` does. */
  refreshSpan({ fromMs, toMs }: { readonly fromMs: number; readonly toMs: number }): void {
    if (fromMs >= this.untilMs) return;
    const startMs = this.zone.startOfMs("day", fromMs);
    const endMs = this.zone.endOfMs("day", Math.min(toMs, this.untilMs) - 1);
    if (toMs - fromMs > DAYS_AT_ONCE * 86_400_000) this.#forgetFrom(startMs);
    else this.#write({ fromMs: startMs, toMs: Math.min(endMs, this.untilMs) });
  }

  /** Builds the next part, in a transaction of the caller's; `false` when all is built. */
  build(): boolean {
    const { zone, builtMs, untilMs } = this.#state;
    const known = this.rows.energy.bounds(this.meter, builtMs);
    if (known === null) return false;
    const endMs = this.zone.startOfMs("day", known.lastMs);
    if (builtMs >= endMs) return false;
    const fromMs = this.zone.startOfMs("day", known.firstMs);
    const toMs = Math.max(builtMs, Math.min(endMs, this.zone.shiftDayMs(fromMs, DAYS_AT_ONCE)));
    this.#write({ fromMs: builtMs, toMs });
    this.#save({ zone, builtMs: toMs, untilMs: Math.max(toMs, untilMs) });
    return true;
  }

  /** Many days are no longer right; `build` sees to them. */
  #forgetFrom(dayMs: number): void {
    this.#save({ ...this.#state, builtMs: Math.min(this.#state.builtMs, dayMs) });
  }

  #save(state: DayState): void {
    this.rows.days.saveState(this.meter, state);
    this.#state = state;
  }

  #write(span: { readonly fromMs: number; readonly toMs: number }): void {
    const { rows, meter, zone } = this;
    const disk = { rows, number: meter };
    const source = { disk, waiting: new Map() };
    const quarters = shownQuarters(source, { ...span, limit: QUARTERS_AT_ONCE });
    rows.days.replace(meter, span, daysOf(quarters, zone));
  }
}
