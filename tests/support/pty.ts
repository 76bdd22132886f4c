/** A pair of pseudo terminals made by socat: what is written to one end is read from the other. */
import { deadline } from "./deadline.ts";

export type PtyPair = AsyncDisposable & {
  /** The end of the meter. */
  readonly meterPath: string;
  /** The end that the service opens. */
  readonly readerPath: string;
  /** Takes the pair away, as pulling the adapter does. */
  unplug(): Promise<void>;
  /** Brings it back under the same names. */
  plug(): Promise<void>;
};

export async function ptyPair(): Promise<PtyPair> {
  const dir = await Deno.makeTempDir({ prefix: "meterd-pty-" });
  const meterPath = `${dir}/meter`;
  const readerPath = `${dir}/reader`;
  let socat: Deno.ChildProcess | null = null;
  const plug = async () => {
    const child = socat = new Deno.Command("socat", {
      args: ["-d", "-d", `pty,raw,echo=0,link=${meterPath}`, `pty,raw,echo=0,link=${readerPath}`],
      stdout: "null",
      stderr: "piped",
    }).spawn();
    await deadline(started(child.stderr), "socat made no terminals");
  };
  const unplug = async () => {
    socat?.kill("SIGKILL");
    await socat?.status;
    socat = null;
    for (const path of [meterPath, readerPath]) await Deno.remove(path).catch(() => {});
  };
  await plug();
  return {
    meterPath,
    readerPath,
    plug,
    unplug,
    async [Symbol.asyncDispose]() {
      await unplug();
      await Deno.remove(dir, { recursive: true });
    },
  };
}

/** Socat sets its terminals up after their names are there; only its own word says it is done. */
async function started(stderr: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<void> {
  const [head, rest] = stderr.tee();
  // Read to the end, so that socat never writes to a closed pipe.
  rest.pipeTo(new WritableStream()).catch(() => {});
  let said = "";
  for await (const text of head.pipeThrough(new TextDecoderStream())) {
    said += text;
    if (said.includes("starting data transfer loop")) return;
  }
  throw new Error(`socat ended: ${said}`);
}
