/** What may be asked of history, and what history may be asked to change. */
import type { EnergyChanged } from "#model/energy.ts";
import type { HistoryQuestions } from "#model/history.ts";
import { type AnswerOptions, historyAnswers } from "./answers.ts";
import type { Caretaker } from "./care/caretaker.ts";
import { enterEdit, undoEdit } from "./edits.ts";
import type { Store } from "./store.ts";

export type DeskOptions = AnswerOptions & {
  readonly caretaker: Pick<Caretaker, "backups" | "backUp">;
  readonly nowMs: () => number;
  /** Works on the store, if there is one; rejects with a fault. */
  readonly change: <T>(work: (store: Store) => Promise<T>) => Promise<T>;
  /** Makes a change that counts known and safe. */
  readonly entered: (store: Store, change: EnergyChanged) => Promise<void>;
};

export function historyDesk(
  { caretaker, nowMs, change, entered, ...options }: DeskOptions,
): HistoryQuestions {
  return {
    ...historyAnswers(options),
    edit: (edit) =>
      change(async (store) => {
        const { report, changed } = await enterEdit(store, edit, nowMs());
        if (changed !== null) await entered(store, { meter: edit.meter, ...changed });
        return report;
      }),
    undo: (question) =>
      change(async (store) => {
        const changed = undoEdit(store, question, nowMs());
        if (changed !== null) await entered(store, { meter: question.meter, ...changed });
      }),
    backups: () => caretaker.backups,
    backup: () => caretaker.backUp(),
  };
}
