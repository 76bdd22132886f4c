/** Starting history children: from one bundle, so that hundreds of them start fast and alike. */
import type { ChildOptions } from "./history_household.ts";

const CHILD = new URL("./history_child.ts", import.meta.url).pathname;

/** Bundles the program of the child into a directory; answers the words that run it. */
export async function bundledChild(directory: string): Promise<string[]> {
  const path = `${directory}/history_child.js`;
  const args = ["bundle", "--quiet", "-o", path, CHILD];
  const bundling = new Deno.Command(Deno.execPath(), { args, stderr: "inherit" });
  if (!(await bundling.output()).success) throw new Error("the child cannot be bundled");
  return [Deno.execPath(), "run", "-A", "--no-check", path];
}

/** Words as a command with the options of a child behind them. */
export function childCommand(words: readonly string[], options: ChildOptions): Deno.Command {
  const [program = "", ...args] = words;
  return new Deno.Command(program, {
    args: [...args, JSON.stringify(options)],
    stdin: "null",
    stdout: "piped",
    stderr: "inherit",
  });
}

/** The whole lines of a text; what a death cut off was said to nobody. */
export function saidLines(text: string): string[] {
  return text.split("\n").slice(0, -1);
}
