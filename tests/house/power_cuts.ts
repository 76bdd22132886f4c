/**
 * Cuts the power of a running history at random instants. One life is recorded by strace, then any
 * number of ends of it are made from the record: for each, a directory as a disk may hold it when
 * the power fails there (`cut_disk.ts` says what is simulated), opened by a new history.
 */
import { dirname, join } from "node:path";
import { CutDisk } from "#tests/support/cut_disk.ts";
import { bundledChild, childCommand, saidLines } from "#tests/support/history_children.ts";
import { CHILD_BEGIN_S, householdReadings, mainWh } from "#tests/support/history_household.ts";
import { historyLife } from "#tests/support/history_life.ts";
import { seeded } from "#tests/support/random.ts";
import { type FileChange, fileChanges, traced } from "#tests/support/syscall_log.ts";
import { differences, foundIn, type MeteredQuarter, nameOf, quartersOf } from "./history_truth.ts";

export type CutReport = {
  readonly cuts: number;
  /** Age of the oldest announced reading that a cut took away, at the cut, ms. */
  readonly lostMsMax: number;
  /** Acknowledged edits before the cuts, and the age of the oldest one that was taken away, ms. */
  readonly edits: number;
  readonly lostEditMsMax: number;
  /** Readings stored more than once. */
  readonly doubled: number;
  /**
   * All else that is not as it must be: a damaged file, a quarter closed before the cut that is not
   * whole, quarters that do not add up to the difference of the registers, a torn batch.
   */
  readonly faults: number;
};

export type CutOptions = {
  readonly cuts: number;
  readonly seed: number;
  /** Simulated length of each recorded life. */
  readonly livedS?: number;
};

/** Live data that a power cut may take away (00 §3). */
export const LOST_MS_MAX = 60_000;
const QUARTER_MS = 900_000;
const CUTS_EACH = 250;
const LIVED_S = 5400;
const DEED_S = 60;
/** Real time of a simulated second during a sync, so that one takes seconds and not minutes. */
const SYNC_PAUSE_MS = 10;
/** Within this time of its end a quarter is on the disk. */
const CLOSED_MS = 10_000;
/** The board is back after this; then the meters are heard again. */
const DARK_S = 90;

type Life = { readonly changes: readonly FileChange[]; readonly dataDir: string };

/** @param tell Is called after every hundred cuts, for progress. */
export async function cutRun(
  { cuts, seed, livedS = LIVED_S }: CutOptions,
  tell: (done: number) => void = () => {},
): Promise<CutReport> {
  const random = seeded(seed);
  const workDir = await Deno.makeTempDir({ prefix: "meterd-cuts-" });
  const words = await bundledChild(workDir);
  let report: CutReport = {
    cuts: 0,
    lostMsMax: 0,
    edits: 0,
    lostEditMsMax: 0,
    doubled: 0,
    faults: 0,
  };
  while (report.cuts < cuts) {
    const ownSeed = Math.floor(random() * 2 ** 32);
    const life = await recordedLife(words, { workDir, livedS, seed: ownSeed });
    const count = Math.min(CUTS_EACH, cuts - report.cuts);
    const points = Array.from({ length: count }, () => Math.floor(random() * life.changes.length));
    for await (const found of endsOf(life, { points, random, workDir })) {
      for (const fault of found.faults.slice(0, 5)) console.error(fault);
      report = {
        cuts: report.cuts + 1,
        lostMsMax: Math.max(report.lostMsMax, found.lostMs),
        edits: report.edits + found.edits,
        lostEditMsMax: Math.max(report.lostEditMsMax, found.lostEditMs),
        doubled: report.doubled + found.doubled,
        faults: report.faults + found.faults.length,
      };
      if (report.cuts % 100 === 0) tell(report.cuts);
    }
  }
  await Deno.remove(workDir, { recursive: true });
  return report;
}

/** A life that is killed in its middle and begins again, so that a recovery is recorded, too. */
async function recordedLife(
  words: readonly string[],
  { workDir, livedS, seed }: {
    readonly workDir: string;
    readonly livedS: number;
    readonly seed: number;
  },
): Promise<Life> {
  const dataDir = await Deno.makeTempDir({ dir: workDir, prefix: "life-" });
  const middleS = CHILD_BEGIN_S + Math.floor(livedS / 2);
  const halves = [[CHILD_BEGIN_S, middleS], [middleS, CHILD_BEGIN_S + livedS]] as const;
  let log = "";
  for (const [fromS, toS] of halves) {
    const logPath = join(workDir, "syscalls");
    const isKilled = toS === middleS;
    const options = {
      dataDir,
      fromS,
      toS,
      seed,
      deedS: DEED_S,
      syncPauseMs: SYNC_PAUSE_MS,
      isKilled,
    };
    const { success } = await childCommand(traced(words, logPath), options).output();
    if (success === isKilled) throw new Error("the recorded life did not end as it should");
    log += await Deno.readTextFile(logPath);
  }
  return { changes: fileChanges(log, dataDir), dataDir };
}

type End = {
  readonly lostMs: number;
  readonly edits: number;
  readonly lostEditMs: number;
  readonly doubled: number;
  readonly faults: readonly string[];
};

/** What is found after each of the cuts, in the order of time. */
async function* endsOf(
  life: Life,
  { points, random, workDir }: {
    readonly points: number[];
    readonly random: () => number;
    readonly workDir: string;
  },
): AsyncGenerator<End> {
  const disk = new CutDisk(life.changes);
  const undisturbed = historyLife(Deno.makeTempDirSync({ dir: workDir }));
  const said: Said = { stored: [], edited: [], undone: [] };
  let text = "";
  let textAt = 0;
  let heardS = CHILD_BEGIN_S;
  for (const point of points.sort((a, b) => a - b)) {
    for (; textAt < point; textAt++) {
      const change = life.changes[textAt] as FileChange;
      if (change.kind === "said") text += change.text;
    }
    const lines = saidLines(text);
    text = text.slice(text.lastIndexOf("\n") + 1);
    for (const line of lines) hear(line, said);
    const nowS = Number(said.stored.at(-1)?.split(" ")[1] ?? CHILD_BEGIN_S * 1000) / 1000;
    for (; heardS <= nowS; heardS++) {
      for (const reading of householdReadings(heardS, "0")) undisturbed.history.accept(reading);
    }
    const dataDir = join(workDir, "cut");
    Deno.mkdirSync(dataDir);
    for (const [path, bytes] of disk.cut(point, random)) {
      const copy = path.replace(life.dataDir, dataDir);
      Deno.mkdirSync(dirname(copy), { recursive: true });
      Deno.writeFileSync(copy, bytes);
    }
    const expected = quartersOf(undisturbed.history.answers);
    yield await endOf({ dataDir, said, nowS, expected });
    Deno.removeSync(dataDir, { recursive: true });
  }
  undisturbed.history.close();
}

/** What the outside knew at a cut. */
type Said = {
  readonly stored: string[];
  readonly edited: { batch: number; atMs: number }[];
  readonly undone: number[];
};

function hear(line: string, said: Said): void {
  const [kind, first = "", second = ""] = line.split(" ");
  if (kind === "stored") said.stored.push(`${first} ${second}`);
  if (kind === "undone") said.undone.push(Number(first));
  if (kind === "edited") said.edited.push({ batch: Number(first), atMs: Number(second) });
}

async function endOf({ dataDir, said, nowS, expected }: {
  readonly dataDir: string;
  readonly said: Said;
  readonly nowS: number;
  readonly expected: readonly MeteredQuarter[];
}): Promise<End> {
  const backS = nowS + DARK_S;
  const heard = householdReadings(backS, "again");
  const found = await foundIn(dataDir, { nowMs: backS * 1000, heard });
  const stored = new Set(found.names);
  const isSaid = (name: string) => isOnTheWire(name, nowS) || heard.map(nameOf).includes(name);
  const lost = said.stored.find((name) => !stored.has(name));
  const kept = new Map(found.batches.map(({ batch, undoneAtMs }) => [batch, undoneAtMs]));
  const lostEdit = said.edited.find(({ batch }) => !kept.has(batch));
  const first = found.names.find((name) => name.startsWith("main "))?.split(" ")[1];
  const sumWh = found.metered.filter(({ meter }) => meter === "main")
    .reduce((sum, { importWh }) => sum + importWh, 0);
  const closed = (quarters: readonly MeteredQuarter[]) =>
    quarters.filter((quarter) => isClosed(quarter, nowS * 1000));
  const faults = [
    ...found.faults,
    ...differences("closed", closed(expected), closed(found.metered)),
    ...said.undone.filter((batch) => (kept.get(batch) ?? null) === null)
      .map((batch) => `batch ${batch} counts again`),
    ...[...stored].filter((name) => !isSaid(name)).map((name) => `${name} was never said`),
  ];
  const differenceWh = mainWh(backS) - mainWh(Number(first) / 1000);
  if (sumWh !== differenceWh) faults.push(`${sumWh} Wh stored, ${differenceWh} Wh metered`);
  return {
    lostMs: lost === undefined ? 0 : nowS * 1000 - Number(lost.split(" ")[1]),
    edits: said.edited.length,
    lostEditMs: lostEdit === undefined ? 0 : nowS * 1000 - lostEdit.atMs,
    doubled: found.names.length - stored.size,
    faults,
  };
}

/** Whether a meter had said this; a reading may be stored that was not yet announced. */
function isOnTheWire(name: string, nowS: number): boolean {
  const atS = Number(name.split(" ")[1]) / 1000;
  return atS <= nowS + 1 && householdReadings(atS, "").some((said) => nameOf(said) === name);
}

/** The quarters of `main` are settled by every reading; those of `solar` once an hour. */
function isClosed({ meter, atMs }: MeteredQuarter, nowMs: number): boolean {
  return meter === "main" && atMs + QUARTER_MS + CLOSED_MS <= nowMs;
}
