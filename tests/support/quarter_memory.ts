/** A history that keeps its quarters in memory: what routes that ask and change energy stand on. */
import type { EditReport, EnergyEdit } from "#model/edits.ts";
import type { EnergyPoint, EnergyStep } from "#model/energy.ts";
import type { HistoryQuestions } from "#model/history.ts";
import { Zone } from "#model/zone.ts";
import { allowedChange } from "#energy/edit_policy.ts";
import { groupQuarters } from "#energy/group.ts";

export class QuarterMemory {
  readonly quarters = new Map<number, EnergyPoint>();
  /** Every edit that was asked for, in order. */
  readonly edits: EnergyEdit[] = [];
  readonly undone: number[] = [];

  constructor(points: readonly EnergyPoint[] = [], readonly zone = new Zone("Europe/Oslo")) {
    for (const point of points) this.quarters.set(point.atMs, point);
  }

  /** What the desk is asked, for `testView`. */
  answers(): Partial<HistoryQuestions> {
    return {
      energy: ({ fromMs, toMs, step }) => this.points(step, fromMs, toMs),
      edit: (edit) => Promise.resolve(this.#edit(edit)),
      undo: ({ batch }) => Promise.resolve(void this.undone.push(batch)),
    };
  }

  points(step: EnergyStep, fromMs = -Infinity, toMs = Infinity): EnergyPoint[] {
    const quarters = [...this.quarters.values()]
      .filter(({ atMs }) => atMs >= fromMs && atMs < toMs)
      .sort((a, b) => a.atMs - b.atMs);
    return step === "15min" ? quarters : [...groupQuarters(quarters, step, this.zone)];
  }

  #edit(edit: EnergyEdit): EditReport {
    this.edits.push(edit);
    const quality = edit.kind === "edit" ? "edited" : "imported";
    const policy = edit.kind === "edit" ? "replace" : edit.policy ?? "keepBetter";
    let changed = 0;
    for (const change of edit.changes) {
      const shown = this.quarters.get(change.atMs) ?? null;
      const allowed = allowedChange(change, shown, { policy, quality });
      if (allowed === null) continue;
      changed++;
      const importWh = allowed.importWh ?? shown?.importWh ?? 0;
      const exportWh = allowed.exportWh ?? shown?.exportWh ?? 0;
      const estimatedWh = importWh + exportWh;
      const point = { atMs: change.atMs, importWh, exportWh, coverage: 1, quality, estimatedWh };
      this.quarters.set(change.atMs, point as EnergyPoint);
    }
    return { batch: edit.batch ?? 1, changed, kept: edit.changes.length - changed };
  }
}
