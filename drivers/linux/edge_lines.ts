/**
 * Edges of a GPIO pin as lines of a program: `gpiomon` of libgpiod (1 or 2) for a pin, `cat` for
 * the path of a FIFO or file into which any other program writes a line for each pulse. Nothing is
 * linked and nothing needs root, as the kernel's ioctl would.
 */
import { Fault } from "#model/fault.ts";
import type { Clock } from "#runtime/clock.ts";

export type EdgeInput =
  | {
    /** `gpiochip0`. */
    readonly chip: string;
    /** Offset of the pin on its chip. */
    readonly line: number;
    readonly bias: "pull-up" | "pull-down" | null;
    /** Another program of the same manners. */
    readonly gpiomon?: string;
  }
  | { readonly path: string };

/** The program while it runs. */
export type Edges = {
  /** Why it runs no more; `null` while it does. */
  readonly fault: () => Fault | null;
  readonly close: () => Promise<void>;
};

const LINE_MAX = 1024;
const ERRORS_MAX = 500;
/** Two clocks that differ by more were not set alike. */
const SHIFT_MS_MAX = 1_000;

/** Starts to listen; `onEdge` hears of each rising edge with its monotonic time, ms. */
export async function openEdges(
  input: EdgeInput,
  { clock, onEdge }: { clock: Clock; onEdge: (atMs: number) => void },
): Promise<Edges> {
  const words = await commandOf(input);
  const process = start(words);
  const times = new EdgeTimes();
  let fault: Fault | null = null;
  const listening = (async () => {
    const errors = textOf(process.stderr);
    for await (const line of linesOf(process.stdout)) {
      const atMs = times.of(line, clock.monotonicMs());
      if (atMs !== null) onEdge(atMs);
    }
    const what = (await errors).trim() || `${words.at(-1)} has ended`;
    fault = new Fault("path" in input ? "source-lost" : "source-missing", { what });
  })();
  return {
    fault: () => fault,
    async close() {
      end(process);
      await listening;
      await process.status;
    },
  };
}

/** When edges were, from lines with or without a time stamp. */
export class EdgeTimes {
  #shiftMs = NaN;

  /**
   * The time of a line's edge on the clock of its arrival; `null` for an edge that falls and for an
   * empty line. Stamps are of another clock, but say exactly how far apart two edges were; the line
   * that came quickest tells how far apart the clocks are.
   */
  of(line: string, arrivedMs: number): number | null {
    if (line.trim() === "" || /falling/i.test(line)) return null;
    // gpiomon 1: "event:  RISING EDGE offset: 17 timestamp: [  1234.567890123]"; 2: "%S".
    const stamp = /\d+\.\d{3,9}/.exec(line)?.[0];
    if (stamp === undefined) return arrivedMs;
    const stampMs = Number(stamp) * 1000;
    const shiftMs = arrivedMs - stampMs;
    const isKnown = Math.abs(shiftMs - this.#shiftMs) <= SHIFT_MS_MAX;
    this.#shiftMs = isKnown ? Math.min(this.#shiftMs, shiftMs) : shiftMs;
    return stampMs + this.#shiftMs;
  }
}

async function commandOf(input: EdgeInput): Promise<string[]> {
  if ("path" in input) return ["cat", "--", input.path];
  const { chip, line, bias, gpiomon = "gpiomon" } = input;
  const biasWords = bias === null ? [] : [`--bias=${bias}`];
  // What gpiomon 1 writes to a pipe waits for more unless it is told not to.
  const program = ["stdbuf", "-oL", gpiomon];
  return await majorVersion(gpiomon) === 1
    ? [...program, "--rising-edge", ...biasWords, chip, String(line)]
    : [...program, "--edges=rising", "--format=%S", `--chip=${chip}`, ...biasWords, String(line)];
}

async function majorVersion(gpiomon: string): Promise<number> {
  try {
    const { stdout } = await new Deno.Command(gpiomon, { args: ["--version"] }).output();
    return Number(/v(\d+)\./.exec(new TextDecoder().decode(stdout))?.[1] ?? 2);
  } catch (cause) {
    const what = `the program ${gpiomon} is missing (apt install gpiod)`;
    throw new Fault("source-missing", { what, cause });
  }
}

function start([program, ...args]: readonly string[]) {
  return new Deno.Command(program!, { args, stdin: "null", stdout: "piped", stderr: "piped" })
    .spawn();
}

function end(process: Deno.ChildProcess): void {
  try {
    process.kill("SIGTERM");
  } catch (thrown) {
    // It has ended already.
    if (!(thrown instanceof TypeError)) throw thrown;
  }
}

async function* linesOf(stream: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<string> {
  let rest = "";
  for await (const text of stream.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + text).split("\n");
    rest = lines.pop()!.slice(-LINE_MAX);
    yield* lines;
  }
}

async function textOf(stream: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<string> {
  let all = "";
  for await (const text of stream.pipeThrough(new TextDecoderStream())) {
    if (all.length < ERRORS_MAX) all += text;
  }
  return all.slice(0, ERRORS_MAX);
}
