/**
 * Kills history with SIGKILL at random instants of a fast life, again and again on one directory,
 * and compares what was announced with what is stored. Several directories are lived in at once.
 */
import { bundledChild, childCommand, saidLines } from "#tests/support/history_children.ts";
import { CHILD_BEGIN_S } from "#tests/support/history_household.ts";
import { seeded } from "#tests/support/random.ts";
import { differences, foundIn, undisturbedQuarters } from "./history_truth.ts";

export type KillReport = {
  readonly kills: number;
  /** Distinct readings that left history for the outputs. */
  readonly announced: number;
  readonly stored: number;
  /** Announced and not stored. */
  readonly lost: number;
  /** Stored more than once. */
  readonly doubled: number;
  /** Batches of edits that were acknowledged, and those taken back. */
  readonly edits: number;
  readonly undone: number;
  /** Backups that were kept; they are whole, or it is a fault. */
  readonly backups: number;
  /**
   * All else that is not as it must be: a damaged database, a quarter that is not what the stored
   * readings make in an undisturbed life, a batch that is torn or gone, a day that is not the sum
   * of its quarters.
   */
  readonly faults: number;
};

/** Stored readings are kept for three days; a directory is done before they go. */
const LIVED_S_MAX = 2 * 86_400;
const KILLS_EACH = 25;
const LIFE_MS_MAX = 400;
/** From the start of the process to its first touch of the disk and beyond. */
const START_MS_MAX = 120;
const PARALLEL = 2;
const DEED_S = 15;
const SILENT_S = 10;

/** @param tell Is called after every directory, for progress. */
export async function killRun(
  { kills, seed }: { readonly kills: number; readonly seed: number },
  tell: (done: number) => void = () => {},
): Promise<KillReport> {
  const random = seeded(seed);
  const programDir = await Deno.makeTempDir({ prefix: "meterd-child-" });
  const words = await bundledChild(programDir);
  const jobs: { kills: number; seed: number }[] = [];
  for (let left = kills; left > 0; left -= KILLS_EACH) {
    jobs.push({ kills: Math.min(left, KILLS_EACH), seed: Math.floor(random() * 2 ** 32) });
  }
  const reports: KillReport[] = [];
  const work = async () => {
    for (let job = jobs.shift(); job !== undefined; job = jobs.shift()) {
      reports.push(await killedDirectory(words, job));
      tell(reports.reduce((sum, report) => sum + report.kills, 0));
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, work));
  await Deno.remove(programDir, { recursive: true });
  return total(reports);
}

/** One directory, lived in until its last kill. */
async function killedDirectory(
  words: readonly string[],
  { kills, seed }: { readonly kills: number; readonly seed: number },
): Promise<KillReport> {
  const random = seeded(seed);
  const dataDir = await Deno.makeTempDir({ prefix: "meterd-kills-" });
  const said: string[] = [];
  // Edits change the profile by which long gaps are filled; the undisturbed life has none.
  const deedS = random() < 0.75 ? DEED_S : 0;
  const gapS = deedS > 0 ? 30 : 7200;
  let fromS = CHILD_BEGIN_S;
  let done = 0;
  for (; done < kills && fromS < CHILD_BEGIN_S + LIVED_S_MAX; done++) {
    const toS = fromS + 43_200;
    const options = { dataDir, fromS, toS, seed: seed + done, deedS, syncPauseMs: 0 };
    const lines = await killedLife(childCommand(words, options), randomInstant(random));
    said.push(...lines);
    const last = lines.findLast((line) => line.startsWith("stored "))?.split(" ")[2];
    fromS = Math.max(fromS, Number(last ?? 0) / 1000);
    // What was on the wires meanwhile was heard by nobody. The last seconds of a life may be stored
    // without having been announced; no meter says them again.
    fromS += SILENT_S + Math.floor(random() * (random() < 0.2 ? gapS : 30));
  }
  const report = { ...await compare(dataDir, { said, nowS: fromS }), kills: done };
  const isGood = report.lost + report.doubled + report.faults === 0;
  if (isGood) await Deno.remove(dataDir, { recursive: true });
  else console.error(`seed ${seed}: ${dataDir} is kept`);
  return report;
}

/** When a child is killed: so long after its start or its first word, or at a sync after that. */
type Instant = { readonly from: "start" | "word" | "sync"; readonly afterMs: number };

function randomInstant(random: () => number): Instant {
  const kind = random();
  if (kind < 0.2) return { from: "start", afterMs: random() * START_MS_MAX };
  return { from: kind < 0.5 ? "sync" : "word", afterMs: random() * LIFE_MS_MAX };
}

/** Lets a child live until an instant; answers what it said. */
async function killedLife(
  command: Deno.Command,
  { from, afterMs }: Instant,
): Promise<string[]> {
  const child = command.spawn();
  let isDue = false;
  const due = () => {
    isDue = true;
    if (from !== "sync") child.kill("SIGKILL");
  };
  let timer = from === "start" ? setTimeout(due, afterMs) : undefined;
  let text = "";
  for await (const part of child.stdout.pipeThrough(new TextDecoderStream())) {
    text += part;
    timer ??= setTimeout(due, afterMs);
    if (isDue && from === "sync" && part.includes("sync")) child.kill("SIGKILL");
  }
  await child.status;
  clearTimeout(timer);
  return saidLines(text);
}

async function compare(
  dataDir: string,
  { said, nowS }: { readonly said: readonly string[]; readonly nowS: number },
): Promise<KillReport> {
  const found = await foundIn(dataDir, { nowMs: nowS * 1000 });
  const stored = new Set(found.names);
  const batches = new Map(found.batches.map((batch) => [batch.batch, batch]));
  const told = (kind: string) =>
    said.filter((line) => line.startsWith(`${kind} `)).map((line) => line.slice(kind.length + 1));
  const announced = told("stored");
  const edited = told("edited").map((line) => Number(line.split(" ")[0]));
  const undone = told("undone").map((line) => Number(line.split(" ")[0]));
  const faults = [
    ...found.faults,
    ...differences("metered", undisturbedQuarters(found.readings), found.metered),
    ...edited.filter((batch) => !batches.has(batch)).map((batch) => `batch ${batch} is gone`),
    ...undone.filter((batch) => (batches.get(batch)?.undoneAtMs ?? null) === null)
      .map((batch) => `batch ${batch} counts again`),
  ];
  for (const fault of faults.slice(0, 20)) console.error(fault);
  return {
    kills: 0,
    announced: announced.length,
    stored: found.names.length,
    lost: announced.filter((name) => !stored.has(name)).length,
    doubled: found.names.length - stored.size,
    edits: edited.length,
    undone: undone.length,
    backups: found.backups,
    faults: faults.length,
  };
}

function total(reports: readonly KillReport[]): KillReport {
  const sum = (of: keyof KillReport) => reports.reduce((sum, report) => sum + report[of], 0);
  return {
    kills: sum("kills"),
    announced: sum("announced"),
    stored: sum("stored"),
    lost: sum("lost"),
    doubled: sum("doubled"),
    edits: sum("edits"),
    undone: sum("undone"),
    backups: sum("backups"),
    faults: sum("faults"),
  };
}
