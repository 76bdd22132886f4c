/** A terminal for tests of commands: remembers what was said and can be interrupted. */
import type { CommandIo } from "#commands/command.ts";

export type TestTerminal = CommandIo & {
  readonly said: string[];
  /** Ctrl-C. */
  interrupt(): void;
};

export function testTerminal(): TestTerminal {
  const abort = new AbortController();
  const said: string[] = [];
  return {
    said,
    out: (line) => said.push(line),
    err: (line) => said.push(line),
    stdin: () => Promise.resolve(new Uint8Array(0)),
    signal: abort.signal,
    interrupt: () => abort.abort(),
  };
}
