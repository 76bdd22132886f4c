/** The data directory: made if missing, and held by one process at a time. */
import { asFault, Fault } from "#model/fault.ts";
import { bad, good, type Outcome } from "#model/outcome.ts";

/**
 * Locks `DIR/lock` for as long as the answer stays open. Faults: `store-busy` when another process
 * has it, `store-unwritable` when the directory cannot be made or written.
 */
export async function lockDataDir(dir: string): Promise<Outcome<Deno.FsFile>> {
  try {
    await Deno.mkdir(dir, { recursive: true, mode: 0o700 });
    const file = await Deno.open(`${dir}/lock`, { create: true, write: true });
    if (await file.tryLock(true)) return good(file);
    file.close();
    return bad(new Fault("store-busy", { what: dir }));
  } catch (thrown) {
    const what = `${dir} (${asFault(thrown).message})`;
    return bad(new Fault("store-unwritable", { what, cause: thrown }));
  }
}
