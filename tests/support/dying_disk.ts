/**
 * A process that dies at a chosen touch of the disk: from that call on, every read, write and sync
 * through a file handle or SQLite throws, so nothing after it reaches the disk.
 */
import { DatabaseSync, StatementSync } from "node:sqlite";

type Method = (...args: unknown[]) => unknown;
type Patched = {
  readonly owner: Record<string, Method>;
  readonly name: string;
  readonly was: Method;
};

const TOUCHES: readonly [object, readonly string[]][] = [
  [Deno.FsFile.prototype, ["writeSync", "truncateSync", "syncData", "syncDataSync"]],
  [DatabaseSync.prototype, ["exec"]],
  [StatementSync.prototype, ["run", "get"]],
];

export class DyingDisk implements Disposable {
  readonly #patched: Patched[] = [];
  touches = 0;
  isDead = false;

  /** @param dieAt Number of the touch that kills. @param after Whether that touch still works. */
  constructor(readonly dieAt: number, readonly after: boolean, readonly error?: Error) {
    const touched = (work: () => unknown): unknown => this.#touched(work);
    for (const [prototype, names] of TOUCHES) {
      const owner = prototype as Record<string, Method>;
      for (const name of names) {
        const was = owner[name] as Method;
        this.#patched.push({ owner, name, was });
        owner[name] = function (this: unknown, ...args: unknown[]) {
          return touched(() => was.apply(this, args));
        };
      }
    }
  }

  [Symbol.dispose](): void {
    for (const { owner, name, was } of this.#patched) owner[name] = was;
  }

  #touched(work: () => unknown): unknown {
    if (this.isDead) throw this.error ?? new Error("the process is dead");
    if (++this.touches < this.dieAt) return work();
    if (this.after) work();
    this.isDead = true;
    throw this.error ?? new Error("the process died");
  }
}
