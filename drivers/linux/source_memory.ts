/**
 * What sources learned and want to know again after a restart: one small text each, by the name of
 * the source, in `DIR/sources.json`. It is written only when something new was learned (a serial
 * line's speed, once in its life), so it costs no flash.
 */

export interface SourceMemory {
  /** What the source of this name kept, or `null`. */
  recall(name: string): string | null;
  keep(name: string, text: string): void;
}

/** For sources without a data directory. */
export const NO_MEMORY: SourceMemory = { recall: () => null, keep: () => {} };

type Kept = Readonly<Record<string, string>>;

/** A memory in a file that need not be there; a damaged one counts as empty. */
export function sourceMemory(path: string): SourceMemory {
  return {
    recall: (name) => read(path)[name] ?? null,
    keep(name, text) {
      const kept = read(path);
      if (kept[name] !== text) write(path, { ...kept, [name]: text });
    },
  };
}

function read(path: string): Kept {
  try {
    const kept: unknown = JSON.parse(Deno.readTextFileSync(path));
    if (typeof kept !== "object" || kept === null) return {};
    return Object.fromEntries(Object.entries(kept).filter(([, text]) => typeof text === "string"));
  } catch {
    // Nothing is lost but time: what is not remembered is found again.
    return {};
  }
}

function write(path: string, kept: Kept): void {
  try {
    Deno.writeTextFileSync(`${path}.new`, `${JSON.stringify(kept, null, 2)}\n`);
    Deno.renameSync(`${path}.new`, path);
  } catch {
    // A directory that cannot be written is told by history.
  }
}
