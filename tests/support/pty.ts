/** A pair of pseudo terminals made by socat: what is written to one end is read from the other. */
import { until } from "./deadline.ts";
import { exists } from "./source_files.ts";

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
    socat = new Deno.Command("socat", {
      args: [`pty,raw,echo=0,link=${meterPath}`, `pty,raw,echo=0,link=${readerPath}`],
      stdout: "null",
      stderr: "null",
    }).spawn();
    await until(() => exists(meterPath) && exists(readerPath), "socat made no terminals");
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
