/**
 * The tables of what people changed. Handing a batch in and taking one back is a change of its
 * state, so it is one small transaction however large the batch is.
 */
import type { ConflictPolicy, EditBatch, EditedQuarter, EditKind } from "#model/edits.ts";
import { QUARTER_MS } from "#energy/quarter.ts";
import { type RowRange, secondsOf } from "./range.ts";
import { numberOrNull, type Row, type Statements } from "./statements.ts";

/** What lies above a quarter, whole Wh; `null` where the metered value shows. */
export type Overlay = {
  importWh: number | null;
  exportWh: number | null;
  /** The worst kind of change in it. */
  kind: EditKind;
};

/** A batch that was not handed in to the end, or just begun. */
export type StagedBatch = {
  readonly batch: number;
  readonly meter: number;
  readonly kind: EditKind;
  readonly policy: ConflictPolicy;
};

/** Of a batch that is cleared away, this much at a time: half a year of quarters. */
const CLEARED_S = 180 * 86_400;

type Span = { readonly fromMs: number; readonly toMs: number };

export class EditRows {
  constructor(readonly sql: Statements) {}

  /** What lies above the quarters of a range, oldest first. */
  overlays({ meter, fromMs, toMs, limit }: RowRange): Map<number, Overlay> {
    const found = new Map<number, Overlay>();
    const text = `SELECT r.at, r.import_wh, r.export_wh, b.kind FROM edit_row r
      CROSS JOIN edit_batch b ON b.id = r.batch AND b.state = 'live'
      WHERE r.meter = ? AND r.at >= ? AND r.at < ? ORDER BY r.at, r.batch`;
    for (const [at, ...row] of this.sql.each(text, meter, fromMs / 1000, toMs / 1000)) {
      const atMs = Number(at) * 1000;
      const [importWh = null, exportWh = null] = row.slice(0, 2).map(numberOrNull);
      const beneath = found.get(atMs);
      if (beneath === undefined && found.size >= limit) break;
      const kind = row[2] as EditKind;
      if (beneath === undefined) found.set(atMs, { importWh, exportWh, kind });
      else lay(beneath, { importWh, exportWh, kind });
    }
    return found;
  }

  begin(batch: Omit<StagedBatch, "batch"> & { note: string; nowMs: number }): number {
    const text = `INSERT INTO edit_batch (meter, at, kind, policy, note, state)
      VALUES (?, ?, ?, ?, ?, 'staged') RETURNING id`;
    const { meter, nowMs, kind, policy, note } = batch;
    return Number(this.sql.first(text, meter, secondsOf(nowMs), kind, policy, note)?.[0]);
  }

  /** A batch that is still being handed in; `null` if there is none of this number. */
  staged(batch: number): StagedBatch | null {
    const text = "SELECT meter, kind, policy FROM edit_batch WHERE id = ? AND state = 'staged'";
    const row = this.sql.first(text, batch);
    if (row === null) return null;
    const [meter, kind, policy] = row;
    return {
      batch,
      meter: Number(meter),
      kind: kind as EditKind,
      policy: policy as ConflictPolicy,
    };
  }

  add({ batch, meter }: StagedBatch, changes: readonly EditedQuarter[]): void {
    const text = "INSERT OR REPLACE INTO edit_row VALUES (?, ?, ?, ?, ?, ?, ?)";
    for (const { atMs, oldImportWh, oldExportWh, importWh, exportWh } of changes) {
      const values = [oldImportWh, oldExportWh, importWh, exportWh];
      this.sql.run(text, meter, atMs / 1000, batch, ...values);
    }
    const spread = `UPDATE edit_batch SET first = min(ifnull(first, ?2), ?2),
      last = max(ifnull(last, ?3), ?3) WHERE id = ?1`;
    const ats = changes.map(({ atMs }) => atMs / 1000);
    if (ats.length > 0) {
      const [first, last] = [
        ats.reduce((a, b) => Math.min(a, b)),
        ats.reduce((a, b) => Math.max(a, b)),
      ];
      this.sql.run(spread, batch, first, last);
    }
  }

  /** Makes a staged batch count. */
  finish({ batch, meter }: StagedBatch): void {
    const count = `SELECT count(*) FROM edit_row
      WHERE meter = ?2 AND at >= first AND at <= last AND batch = ?1`;
    this.sql.run(
      `UPDATE edit_batch SET state = 'live', quarters = (${count}) WHERE id = ?1`,
      batch,
      meter,
    );
  }

  /** Takes a batch back; `false` when there is none of this number that counts. */
  undo(meter: number, batch: number, nowMs: number): boolean {
    const text = `UPDATE edit_batch SET state = 'undone', undone_at = ?
      WHERE id = ? AND meter = ? AND state = 'live'`;
    return this.sql.run(text, secondsOf(nowMs), batch, meter) === 1;
  }

  /** The span in which a batch's quarters lie; `null` when it has none. */
  span(batch: number): Span | null {
    const row = this.sql.first("SELECT first, last FROM edit_batch WHERE id = ?", batch);
    return row === null || row[0] === null ? null : spanOf(row);
  }

  /** The log of a meter, the newest first. */
  batches(meter: number, limit: number): EditBatch[] {
    const text = `SELECT first, last, id, kind, note, at, undone_at, quarters FROM edit_batch
      WHERE meter = ? AND state <> 'staged' ORDER BY id DESC LIMIT ?`;
    return this.sql.all(text, meter, limit).map((row) => ({
      ...spanOf(row),
      batch: Number(row[2]),
      kind: row[3] as EditKind,
      note: String(row[4]),
      atMs: Number(row[5]) * 1000,
      undoneAtMs: row[6] === null ? null : Number(row[6]) * 1000,
      quarters: Number(row[7]),
    }));
  }

  /** The quarters of a batch in a range, oldest first. */
  edited(batch: number, { meter, fromMs, toMs, limit }: RowRange): EditedQuarter[] {
    const text = `SELECT at, old_import_wh, old_export_wh, import_wh, export_wh FROM edit_row
      WHERE meter = ? AND at >= ? AND at < ? AND batch = ? ORDER BY at LIMIT ?`;
    return this.sql.all(text, meter, fromMs / 1000, toMs / 1000, batch, limit).map((row) => ({
      atMs: Number(row[0]) * 1000,
      oldImportWh: numberOrNull(row[1]),
      oldExportWh: numberOrNull(row[2]),
      importWh: numberOrNull(row[3]),
      exportWh: numberOrNull(row[4]),
    }));
  }

  /**
   * Clears away batches that were begun before an instant and never handed in to the end, a part
   * at a time; `false` when there are none.
   */
  clearStaged(beforeMs: number): boolean {
    const text = `SELECT first, last, id, meter FROM edit_batch
      WHERE state = 'staged' AND at < ? LIMIT 1`;
    const row = this.sql.first(text, secondsOf(beforeMs));
    if (row === null) return false;
    const [first, last, batch = 0, meter = 0] = row.map(Number) as [number, number];
    const endAt = first + CLEARED_S;
    const clear = "DELETE FROM edit_row WHERE meter = ? AND at >= ? AND at < ? AND batch = ?";
    this.sql.run(clear, meter, first, endAt, batch);
    if (endAt > last) this.sql.run("DELETE FROM edit_batch WHERE id = ?", batch);
    else this.sql.run("UPDATE edit_batch SET first = ? WHERE id = ?", endAt, batch);
    return true;
  }
}

function spanOf([first, last]: Row): Span {
  return { fromMs: Number(first) * 1000, toMs: Number(last) * 1000 + QUARTER_MS };
}

/** A newer change over an older one. */
function lay(beneath: Overlay, { importWh, exportWh, kind }: Overlay): void {
  const isWhole = importWh !== null && exportWh !== null;
  beneath.importWh = importWh ?? beneath.importWh;
  beneath.exportWh = exportWh ?? beneath.exportWh;
  if (isWhole || kind === "edit") beneath.kind = kind;
}
