/** The real service as a child process, with what a client sees of it. */
import type { Reading } from "#model/reading.ts";
import { deadline, until } from "./deadline.ts";
import { ROOT } from "./source_files.ts";

export type ServiceOptions = {
  /** Without one it is `meterd demo`, which forgets everything at its end. */
  readonly dataDir?: string;
  /** Further words of the command line. */
  readonly args?: readonly string[];
  readonly env?: Record<string, string>;
};

/** A running `meterd run` that serves its page on a free port of loopback. */
export class Service {
  private constructor(
    readonly process: Deno.ChildProcess,
    readonly url: string,
    /** Everything it said on standard error so far. */
    readonly log: () => string,
  ) {}

  /** Starts the service and waits until it says its address. */
  static async start({ dataDir, args = [], env = {} }: ServiceOptions): Promise<Service> {
    const run = ["run", "--data", dataDir ?? "", "--set", "web.security=none"];
    const process = new Deno.Command(Deno.execPath(), {
      args: [
        ...["run", "-A", "--quiet", `${ROOT}main.ts`],
        ...dataDir === undefined ? ["demo"] : run,
        ...["--http", "127.0.0.1:0", ...args],
      ],
      cwd: ROOT,
      env,
      stdin: "null",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    let log = "";
    const logging = (async () => {
      for await (const text of process.stderr.pipeThrough(new TextDecoderStream())) log += text;
    })();
    logging.catch(() => {});
    const url = await deadline(
      addressOf(process.stdout),
      `the service did not start: ${log}`,
      60_000,
    )
      .catch((thrown) => {
        throw new Error(`${thrown.message}\n${log}`);
      });
    return new Service(process, url, () => log);
  }

  async json<T = Record<string, unknown>>(path: string): Promise<T> {
    const response = await fetch(`${this.url}${path}`);
    return await response.json() as T;
  }

  /** The stored readings, oldest first. */
  async readings(): Promise<Reading[]> {
    return await this.json<Reading[]>("api/v1/readings");
  }

  /** Listens to the events until the signal; resolves when the stream is open. */
  async events(signal: AbortSignal): Promise<{ kind: string; data: string; atMs: number }[]> {
    const heard: { kind: string; data: string; atMs: number }[] = [];
    const response = await fetch(`${this.url}api/v1/events`, { signal });
    const listen = async () => {
      let rest = "";
      for await (const text of response.body!.pipeThrough(new TextDecoderStream())) {
        const events = (rest + text).split("\n\n");
        rest = events.pop()!;
        for (const event of events) {
          const kind = /^event: (.*)$/m.exec(event)?.[1];
          const data = /^data: (.*)$/m.exec(event)?.[1];
          if (kind !== undefined) heard.push({ kind, data: data!, atMs: performance.now() });
        }
      }
    };
    listen().catch(() => {});
    await until(() => heard.length > 0, "the greeting of the event stream");
    return heard;
  }

  /** Kills the process at once, as a power switch would. */
  async kill(): Promise<void> {
    this.process.kill("SIGKILL");
    await this.process.status;
    await this.process.stdout.cancel().catch(() => {});
  }

  /** Asks it to stop and answers with its exit code. */
  async stop(): Promise<number> {
    this.process.kill("SIGTERM");
    const { code } = await deadline(this.process.status, "the service did not stop");
    await this.process.stdout.cancel().catch(() => {});
    return code;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    try {
      this.process.kill("SIGKILL");
    } catch {
      // It has already ended.
    }
    await this.process.status;
    await this.process.stdout.cancel().catch(() => {});
  }
}

/** The address in the line that the service prints when it listens; the stream stays open. */
async function addressOf(stdout: ReadableStream<Uint8Array>): Promise<string> {
  const reader = stdout.getReader();
  const decoder = new TextDecoder();
  let text = "";
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) throw new Error("the service ended before it listened");
      text += decoder.decode(value, { stream: true });
      const url = /is at (http:\S+)/.exec(text)?.[1];
      if (url !== undefined) return url;
    }
  } finally {
    reader.releaseLock();
  }
}
