/**
 * `deno task fuzz [--mutations N] [--seconds S] [--seed N] [--case N]`: damaged frames of every
 * layout and of the corpus, on all cores. Exits with 1 when anything was found: a throw, a hang, a
 * wrong reading, a good frame that was lost behind a damaged one, or memory that grows. `--case`
 * runs one case of a seed again, behind those that used the same decoder before it.
 */
import { parseArgs } from "node:util";
import { added, type Finding, noTally, type Tally } from "./campaign.ts";
import { subjects } from "./subjects.ts";
import type { Order } from "./worker.ts";

const { values } = parseArgs({
  args: Deno.args,
  options: {
    mutations: { type: "string", default: "1000000" },
    seconds: { type: "string", default: "600" },
    seed: { type: "string", default: String(crypto.getRandomValues(new Uint16Array(1))[0]) },
    case: { type: "string" },
  },
});
const seed = Number(values.seed);
const [from, to] = values.case === undefined
  ? [0, Number(values.mutations)]
  : [Number(values.case), Number(values.case) + 1];

/** The subjects of every thread, and what the runtime takes for itself. */
const GROWTH_MIB_MAX = 256;
const HANG_MS = 30_000;
const LOOK_MS = 1_000;
const MIB = 1024 * 1024;

const startMs = Date.now();
const memoryMib = () => Deno.memoryUsage().rss / MIB;
const startMib = memoryMib();
let peakMib = startMib;
const threads = to - from < 1000 ? 1 : Math.min(navigator.hardwareConcurrency, 8);
const progress = new Int32Array(new SharedArrayBuffer(threads * Int32Array.BYTES_PER_ELEMENT));

function threadTally(slot: number): Promise<Tally> {
  const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
  const untilMs = startMs + Number(values.seconds) * 1000;
  const order: Order = { seed, from, to, threads, slot, untilMs, progress };
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<Tally>) => {
      worker.terminate();
      resolve(data);
    };
    worker.onerror = (event) => reject(new Error(event.message));
    worker.postMessage(order);
  });
}

/** Watches that every thread moves on; a case that hangs cannot say so itself. */
function watch(): void {
  let last: number[] = [];
  let lastMoveMs = Date.now();
  setInterval(() => {
    peakMib = Math.max(peakMib, memoryMib());
    const now = [...progress];
    if (now.some((number, slot) => number !== last[slot])) lastMoveMs = Date.now();
    last = now;
    if (Date.now() - lastMoveMs < HANG_MS) return;
    console.error(`hangs: seed ${seed}, one of the cases ${now.join(", ")}`);
    Deno.exit(1);
  }, LOOK_MS);
}

function print(tally: Tally): void {
  const seconds = (Date.now() - startMs) / 1000;
  const rate = Math.round(tally.cases / seconds);
  const count = (what: Finding["what"]) =>
    tally.findings.filter((finding) => finding.what === what).length;
  const frames = subjects().length;
  console.log(
    `fuzz: seed ${seed}, ${tally.cases} damaged frames of ${frames} kinds in ` +
      `${seconds.toFixed(0)} s, ${rate}/s on ${threads} threads\n` +
      `  ${count("threw")} throws, ${count("took too long")} hangs, slowest case ` +
      `${tally.slowestMs.toFixed(0)} ms, memory ${startMib.toFixed(0)} MiB, at most ` +
      `+${(peakMib - startMib).toFixed(0)} MiB\n` +
      `  next good frame read: ${tally.goodRead + tally.goodReadLate} of ${tally.cases}, ` +
      `${tally.goodReadLate} of them late, which only frames without a checksum may be\n` +
      `  readings of damaged frames: ${count("wrong reading")} wrong, ${tally.whole} whole ` +
      `after all, ${tally.collisions} by a collision of the checksum (verified), ` +
      `${tally.unchecked} without any checksum, ${tally.mended} mended`,
  );
  for (const { what, subject, number, detail, hex } of tally.findings) {
    console.error(`${what}: ${subject}, --seed ${seed} --case ${number}\n  ${detail}\n  ${hex}`);
  }
}

watch();
const tallies = await Promise.all(Array.from({ length: threads }, (_, slot) => threadTally(slot)));
const tally = tallies.reduce(added, noTally());
peakMib = Math.max(peakMib, memoryMib());
print(tally);
const grew = peakMib - startMib > GROWTH_MIB_MAX;
if (grew) console.error(`memory grew by more than ${GROWTH_MIB_MAX} MiB`);
Deno.exit(tally.findings.length > 0 || grew || tally.cases === 0 ? 1 : 0);
