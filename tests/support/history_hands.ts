/**
 * A person and their files: edits, imports, undoing and backups at random instants. What a batch
 * says is a pure function of its note, so that it can be compared with what is stored.
 */
import type { EditKind, EnergyChange } from "#model/edits.ts";
import type { HistoryQuestions } from "#model/history.ts";
import type { Desk } from "#runtime/desk.ts";
import { CHILD_BEGIN_S } from "./history_household.ts";
import { seeded } from "./random.ts";

const QUARTER_MS = 900_000;
const EDIT_QUARTERS_MAX = 8;
const IMPORT_QUARTERS_MAX = 2_500;
/** Imports are handed in by parts of this. */
const PART = 700;

/** The changes of the batch that was noted so: distinct quarters, none of them empty. */
export function changesOf(note: string): EnergyChange[] {
  const [kind, endMs = "", seed] = note.split(" ");
  const random = seeded(Number(seed));
  const most = kind === "edit" ? EDIT_QUARTERS_MAX : IMPORT_QUARTERS_MAX;
  const count = 1 + Math.floor(random() * most);
  const firstMs = Number(endMs) - (count + Math.floor(random() * 20)) * QUARTER_MS;
  // More than any meter says, so that no change equals what is there already.
  const wh = () => 1_000_000 + Math.floor(random() * 100_000_000);
  return Array.from({ length: count }, (_, at) => ({
    atMs: firstMs + at * QUARTER_MS,
    importWh: wh(),
    exportWh: kind === "edit" && random() < 0.3 ? null : wh(),
  }));
}

/** One deed of these hands; says what was done and, before that, what is being tried. */
export async function deed(
  history: Desk<HistoryQuestions>,
  { random, nowMs, say }: {
    readonly random: () => number;
    readonly nowMs: number;
    readonly say: (line: string) => void;
  },
): Promise<void> {
  const meter = random() < 0.7 ? "main" : "solar";
  const kind = random();
  if (kind < 0.05) {
    await history.ask("backup", {});
  } else if (kind < 0.3) {
    const batches = await history.ask("batches", { meter });
    const live = batches.filter(({ undoneAtMs }) => undoneAtMs === null);
    const chosen = live[Math.floor(random() * live.length)];
    if (chosen === undefined) return;
    say(`undoing ${chosen.batch}`);
    await history.ask("undo", { meter, batch: chosen.batch });
    say(`undone ${chosen.batch} ${nowMs}`);
  } else if (nowMs - CHILD_BEGIN_S * 1000 > QUARTER_MS) {
    const begun = Math.floor(nowMs / QUARTER_MS) * QUARTER_MS;
    const what: EditKind = kind < 0.92 ? "edit" : "import";
    const note = `${what} ${begun} ${Math.floor(random() * 2 ** 32)}`;
    const batch = await handIn(history, { meter, kind: what, note });
    say(`edited ${batch} ${nowMs}`);
  }
}

async function handIn(
  history: Desk<HistoryQuestions>,
  { meter, kind, note }: { meter: string; kind: EditKind; note: string },
): Promise<number> {
  const changes = changesOf(note);
  let batch: number | undefined;
  for (let from = 0; from < changes.length; from += PART) {
    const isUnfinished = from + PART < changes.length;
    const part = changes.slice(from, from + PART);
    const edit = { meter, kind, note, changes: part, policy: "replace", isUnfinished } as const;
    const report = await history.ask("edit", batch === undefined ? edit : { ...edit, batch });
    batch = report.batch;
  }
  return batch ?? 0;
}
