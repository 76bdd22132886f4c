/**
 * `deno task fuzz [--mutations N] [--seconds S] [--keys N] [--seed N] [--case N]`: damaged frames of
 * every layout and of the corpus, then wrong keys for every ciphered telegram, on all cores. Exits
 * with 1 when anything was found: a throw, a hang, a wrong reading, a good frame that was lost
 * behind a damaged one, memory that grows, a reading by a wrong key. `--case` runs one case of a
 * seed again, behind those that used the same decoder before it.
 */
import { parseArgs } from "node:util";
import { added, type Finding, noTally, type Tally } from "./campaign.ts";
import { subjects } from "./subjects.ts";
import { addedKeys, type KeyTally } from "./wrong_keys.ts";
import type { Order } from "./worker.ts";

const { values } = parseArgs({
  args: Deno.args,
  options: {
    mutations: { type: "string", default: "1000000" },
    seconds: { type: "string", default: "600" },
    keys: { type: "string", default: "10000" },
    seed: { type: "string", default: String(crypto.getRandomValues(new Uint16Array(1))[0]) },
    case: { type: "string" },
  },
});
const seed = Number(values.seed);
const [from, to] = values.case === undefined
  ? [0, Number(values.mutations)]
  : [Number(values.case), Number(values.case) + 1];
const keys = values.case === undefined ? Number(values.keys) : 0;

/** The subjects of every thread, and what the runtime takes for itself. */
const GROWTH_MIB_MAX = 256;
const HANG_MS = 30_000;
const LOOK_MS = 1_000;
const MIB = 1024 * 1024;

const memoryMib = () => Deno.memoryUsage().rss / MIB;
const startMib = memoryMib();
let peakMib = startMib;
const threads = to - from < 1000 && keys < 10 ? 1 : Math.min(navigator.hardwareConcurrency, 8);

/** What the threads answer to an order each. */
function onThreads<T>(orderOf: (slot: number) => Order): Promise<T[]> {
  return Promise.all(Array.from({ length: threads }, (_, slot) => {
    const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
    return new Promise<T>((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<T>) => {
        worker.terminate();
        resolve(data);
      };
      worker.onerror = (event) => reject(new Error(event.message));
      worker.postMessage(orderOf(slot));
    });
  }));
}

/** Watches memory, and that every thread moves on: a case that hangs cannot say so itself. */
function watch(progress: Int32Array): ReturnType<typeof setInterval> {
  let last = "";
  let lastMoveMs = Date.now();
  return setInterval(() => {
    peakMib = Math.max(peakMib, memoryMib());
    const now = progress.join(", ");
    if (now !== last) lastMoveMs = Date.now();
    last = now;
    if (Date.now() - lastMoveMs < HANG_MS) return;
    console.error(`hangs: seed ${seed}, one of the cases ${now}`);
    Deno.exit(1);
  }, LOOK_MS);
}

async function damage(): Promise<boolean> {
  const startMs = Date.now();
  const untilMs = startMs + Number(values.seconds) * 1000;
  const progress = new Int32Array(new SharedArrayBuffer(threads * Int32Array.BYTES_PER_ELEMENT));
  const watcher = watch(progress);
  const tallies = await onThreads<Tally>((slot) => {
    return { kind: "damage", seed, from, to, threads, slot, untilMs, progress };
  });
  clearInterval(watcher);
  peakMib = Math.max(peakMib, memoryMib());
  const tally = tallies.reduce(added, noTally());
  print(tally, (Date.now() - startMs) / 1000);
  const grewMib = peakMib - startMib;
  if (grewMib > GROWTH_MIB_MAX) console.error(`memory grew by ${grewMib.toFixed(0)} MiB`);
  return tally.findings.length === 0 && tally.cases > 0 && grewMib <= GROWTH_MIB_MAX;
}

function print(tally: Tally, seconds: number): void {
  const rate = Math.round(tally.cases / seconds);
  const count = (what: Finding["what"]) =>
    tally.findings.filter((finding) => finding.what === what).length;
  console.log(
    `fuzz: seed ${seed}, ${tally.cases} damaged frames of ${subjects().length} kinds in ` +
      `${seconds.toFixed(0)} s, ${rate}/s on ${threads} threads\n` +
      `  ${count("threw")} throws, ${count("took too long")} hangs, slowest case ` +
      `${tally.slowestMs.toFixed(0)} ms, memory ${startMib.toFixed(0)} MiB, at most ` +
      `+${(peakMib - startMib).toFixed(0)} MiB\n` +
      `  next good frame read: ${tally.goodRead + tally.goodReadLate} of ${tally.cases}, ` +
      `${tally.goodReadLate} of them late, as frames without a checksum may be; ` +
      `${tally.swallowed} lost to one without a checksum or with a collision\n` +
      `  readings of damaged frames: ${count("wrong reading")} wrong, ${tally.whole} whole ` +
      `after all, ${tally.collisions} by a collision of the checksum (verified), ` +
      `${tally.unchecked} without any checksum, ${tally.mended} mended`,
  );
  for (const { what, subject, number, detail, hex } of tally.findings) {
    console.error(`${what}: ${subject}, --seed ${seed} --case ${number}\n  ${detail}\n  ${hex}`);
  }
}

async function wrongKeys(): Promise<boolean> {
  const startMs = Date.now();
  const tallies = await onThreads<KeyTally>((slot) => ({
    kind: "keys",
    seed,
    keys,
    threads,
    slot,
  }));
  const tally = tallies.reduce(addedKeys);
  const seconds = ((Date.now() - startMs) / 1000).toFixed(0);
  const faults = Object.entries(tally.faults).map(([code, count]) => `${count} ${code}`);
  console.log(
    `wrong keys: seed ${seed}, ${keys} for each of ${tally.telegrams} ciphered telegrams in ` +
      `${seconds} s: ${tally.readings.length} readings; ${faults.join(", ")}`,
  );
  for (const reading of tally.readings) console.error(reading);
  return tally.readings.length === 0;
}

const isSound = await damage();
const isSafe = keys === 0 || await wrongKeys();
Deno.exit(isSound && isSafe ? 0 : 1);
