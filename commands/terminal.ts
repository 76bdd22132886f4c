/** The real terminal: standard streams, and an end by Ctrl-C or by the system. */
import type { CommandIo } from "./command.ts";

/** Binds the process's own streams and signals. A serial port's hang-up never ends the process. */
export function terminal(): CommandIo {
  const abort = new AbortController();
  const encoder = new TextEncoder();
  const line = (stream: { writeSync(bytes: Uint8Array): number }) => (text: string) => {
    let bytes = encoder.encode(`${text}\n`);
    try {
      while (bytes.length > 0) bytes = bytes.subarray(stream.writeSync(bytes));
    } catch (thrown) {
      // The reader has left, as `head` does: nobody is there to be told, and nothing is wrong.
      if (!(thrown instanceof Deno.errors.BrokenPipe)) throw thrown;
    }
  };
  Deno.addSignalListener("SIGINT", () => abort.abort());
  Deno.addSignalListener("SIGTERM", () => abort.abort());
  Deno.addSignalListener("SIGHUP", () => {});
  return {
    out: line(Deno.stdout),
    err: line(Deno.stderr),
    stdin: async () => new Uint8Array(await new Response(Deno.stdin.readable).arrayBuffer()),
    signal: abort.signal,
  };
}
