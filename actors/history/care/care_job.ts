/**
 * Long work on the database beside everything else: copying it and checking it. It runs in a worker
 * with a connection of its own, so no reading waits for it. The worker is made of text rather than
 * of a file, so that a bundle and a compiled binary need carry no file for it.
 */
import type * as Sqlite from "node:sqlite";

/** What to do: check a database, or copy it and check the copy. */
export type CareJob = { readonly source: string; readonly copy: string | null };

/** What it came to: `null` when all is well, else what is damaged. */
export type CareResult = { readonly damage: string | null };

type Answer = { readonly damage: string | null } | { readonly thrown: string };

/** Begins a job. `result` rejects with what the system said; after `stop` it never settles. */
export function care(job: CareJob): { readonly result: Promise<CareResult>; stop(): void } {
  const text = `import * as sqlite from "node:sqlite";
    const work = ${work};
    self.onmessage = async ({ data }) => {
      const thrown = ({ message, code }) => ({ thrown: [code, message].join(" ") });
      self.postMessage(await work(sqlite, data).catch(thrown));
      self.close();
    };`;
  const worker = new Worker(`data:text/javascript,${encodeURIComponent(text)}`, { type: "module" });
  const { promise, resolve, reject } = Promise.withResolvers<CareResult>();
  worker.onmessage = ({ data }: MessageEvent<Answer>) => {
    if ("thrown" in data) reject(new Error(data.thrown));
    else resolve(data);
  };
  worker.onerror = (event) => {
    event.preventDefault();
    reject(new Error(event.message));
  };
  worker.postMessage(job);
  return { result: promise, stop: () => worker.terminate() };
}

/** Sent as text: it may use nothing but its arguments and what every worker has. */
async function work(
  { DatabaseSync, backup }: typeof Sqlite,
  { source, copy }: CareJob,
): Promise<CareResult> {
  const check = (path: string): CareResult => {
    const database = new DatabaseSync(path, { readOnly: true });
    try {
      const found = database.prepare("PRAGMA integrity_check(1)").get()?.["integrity_check"];
      return { damage: found === "ok" ? null : String(found) };
    } finally {
      database.close();
    }
  };
  if (copy === null) return check(source);
  const part = `${copy}.part`;
  const database = new DatabaseSync(source, { readOnly: true });
  try {
    await backup(database, part);
  } finally {
    database.close();
  }
  const copied = new DatabaseSync(part);
  copied.exec("PRAGMA journal_mode = DELETE");
  copied.close();
  const result = check(part);
  if (result.damage !== null) {
    await Deno.remove(part);
    return result;
  }
  using file = await Deno.open(part, { write: true });
  await file.sync();
  await Deno.rename(part, copy);
  return result;
}
