/**
 * Changing history by hand or from a file, and taking that back. A batch is handed in by parts that
 * do not count yet; then one small transaction makes all of it count. Undoing is the same the other
 * way round, so batches can be undone in any order: what is shown is always the newest that counts.
 */
import {
  CHANGES_MAX,
  type EditedQuarter,
  type EditReport,
  type EnergyChange,
  type EnergyEdit,
} from "#model/edits.ts";
import { Fault } from "#model/fault.ts";
import { turn } from "#runtime/turn.ts";
import { allowedChange } from "#energy/edit_policy.ts";
import { QUARTER_MS, quarterOfMs } from "#energy/quarter.ts";
import type { StagedBatch } from "./rows/edit_rows.ts";
import { shownQuarters } from "./shown.ts";
import type { Book, Store } from "./store.ts";

/** Changes entered between two turns of everything else. */
const PART = 1_000;
const QUALITY_OF = { edit: "edited", import: "imported" } as const;

export type Span = { readonly fromMs: number; readonly toMs: number };

/** What an edit came to; the span is `null` as long as nothing counts. */
export type Entered = { readonly report: EditReport; readonly changed: Span | null };

/** Enters an edit. Throws the fault `edit-refused`, and what a broken disk throws. */
export async function enterEdit(store: Store, edit: EnergyEdit, nowMs: number): Promise<Entered> {
  const book = bookOf(store, edit.meter);
  const changes = ordered(edit.changes, nowMs);
  const staged = store.transaction(() => stagedBatch(store, book, { ...edit, nowMs }));
  let changed = 0;
  for (let from = 0; from < changes.length; from += PART) {
    const part = changes.slice(from, from + PART);
    const rows = editedQuarters(book, staged, { part, store });
    store.transaction(() => store.rows.edits.add(staged, rows));
    changed += rows.length;
    await turn();
  }
  const { batch } = staged;
  const report = { batch, changed, kept: changes.length - changed };
  if (edit.isUnfinished) return { report, changed: null };
  const span = store.rows.edits.span(batch);
  store.transaction(() => {
    store.rows.edits.finish(staged);
    if (span !== null) book.days.refreshSpan(span);
  });
  return { report, changed: span };
}

/** Takes a batch back; answers the span that is shown differently now. Throws `edit-refused`. */
export function undoEdit(
  store: Store,
  { meter, batch }: { readonly meter: string; readonly batch: number },
  nowMs: number,
): Span | null {
  const book = bookOf(store, meter);
  const span = store.rows.edits.span(batch);
  store.transaction(() => {
    if (!store.rows.edits.undo(book.number, batch, nowMs)) {
      throw refused(`there is no batch ${batch} that could be undone`);
    }
    if (span !== null) book.days.refreshSpan(span);
  });
  return span;
}

function bookOf(store: Store, meter: string): Book {
  const book = store.books.get(meter);
  if (book === undefined) throw refused(`there is no meter ${meter}`);
  return book;
}

/** Oldest first, one for each quarter. */
function ordered(changes: readonly EnergyChange[], nowMs: number): EnergyChange[] {
  if (changes.length > CHANGES_MAX) {
    throw refused(`${changes.length} changes at once, at most ${CHANGES_MAX} are taken`);
  }
  const openMs = quarterOfMs(nowMs);
  for (const { atMs } of changes) {
    if (atMs % QUARTER_MS !== 0) throw refused(`${isoOf(atMs)} is no start of a quarter`);
    if (atMs >= openMs) throw refused(`the quarter at ${isoOf(atMs)} is not over`);
  }
  const byQuarter = new Map(changes.map((change) => [change.atMs, change]));
  return [...byQuarter.values()].sort((a, b) => a.atMs - b.atMs);
}

function stagedBatch(
  { rows }: Store,
  { number: meter }: Book,
  { batch, kind, note, policy = "keepBetter", nowMs }: EnergyEdit & { nowMs: number },
): StagedBatch {
  if (batch === undefined) {
    const own = kind === "edit" ? "replace" : policy;
    const begun = { meter, kind, policy: own, note, nowMs };
    return { meter, kind, policy: own, batch: rows.edits.begin(begun) };
  }
  const staged = rows.edits.staged(batch);
  if (staged === null || staged.meter !== meter) {
    throw refused(`there is no batch ${batch} that is being handed in`);
  }
  return staged;
}

/** What the policy lets pass, each with what is shown now. */
function editedQuarters(
  { ledger, number }: Book,
  { policy, kind }: StagedBatch,
  { part, store: { rows } }: { part: readonly EnergyChange[]; store: Store },
): EditedQuarter[] {
  const source = { disk: { rows, number }, waiting: ledger.pending.quarters };
  return part.flatMap((change) => {
    const range = { fromMs: change.atMs, toMs: change.atMs + QUARTER_MS, limit: 1 };
    const shown = shownQuarters(source, range)[0] ?? null;
    const allowed = allowedChange(change, shown, { policy, quality: QUALITY_OF[kind] });
    if (allowed === null) return [];
    const old = { oldImportWh: shown?.importWh ?? null, oldExportWh: shown?.exportWh ?? null };
    return [{ ...allowed, ...old }];
  });
}

function isoOf(atMs: number): string {
  return new Date(atMs).toISOString();
}

function refused(what: string): Fault {
  return new Fault("edit-refused", { what });
}
