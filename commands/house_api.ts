/**
 * The API for commands that work on history: that of a running service, or, when none uses the data
 * directory, a house of its own without meters, brokers and an open door.
 */
import { environmentOverrides } from "#config/load.ts";
import { lockDataDir } from "#drivers/linux/data_dir.ts";
import { Fault } from "#model/fault.ts";
import { systemClock } from "#runtime/clock.ts";
import { LogBook, terminalSink } from "#runtime/log.ts";
import type { CommandIo } from "./command.ts";
import type { BuildHouse } from "./plan.ts";
import { prepare } from "./prepare.ts";

export type ApiPlace = {
  readonly house: BuildHouse;
  readonly dataDir: string | undefined;
  /** Address of a running service; without one the data directory is opened. */
  readonly url: string | undefined;
  readonly io: CommandIo;
};

/** Asks the API: a path below `/api/v1/` and what `fetch` takes. A refusal is a fault. */
export type AskApi = (path: string, init?: RequestInit) => Promise<Response>;

/** Runs work with an API and tidies up behind it. */
export async function withApi<T>(place: ApiPlace, work: (ask: AskApi) => Promise<T>): Promise<T> {
  if (place.url !== undefined) return await work(asker(place.url, place.io.signal));
  const dataDir = place.dataDir ?? Deno.env.get("STATE_DIRECTORY") ?? "meterd-data";
  const lock = await lockDataDir(dataDir);
  if (!lock.ok) {
    if (lock.fault.code !== "store-busy") throw lock.fault;
    const what = `a running meterd uses ${dataDir}; ask that with --url http://HOST:PORT`;
    throw new Fault("usage", { what });
  }
  try {
    return await inOwnHouse({ ...place, dataDir }, work);
  } finally {
    lock.value.close();
  }
}

async function inOwnHouse<T>(
  { house, dataDir, io }: ApiPlace & { readonly dataDir: string },
  work: (ask: AskApi) => Promise<T>,
): Promise<T> {
  const listening = Promise.withResolvers<string>();
  const book = new LogBook(systemClock, terminalSink, "error");
  const overrides = environmentOverrides(Deno.env.toObject());
  const world = { clock: systemClock, book, onListening: listening.resolve };
  const plan = await prepare({ dataDir, overrides }, world);
  const { settings } = plan;
  const { supervisor } = house({
    ...plan,
    sources: new Map(),
    settings: {
      ...settings,
      brokers: [],
      web: { ...settings.web, http: "127.0.0.1:0", security: "none", contextPath: "" },
    },
  });
  const over = new AbortController();
  const ended = supervisor.run(AbortSignal.any([over.signal, io.signal]));
  ended.then(() => listening.reject(new Fault("store-unwritable", { what: dataDir })));
  try {
    return await work(asker(await listening.promise, io.signal));
  } finally {
    over.abort();
    await ended;
  }
}

function asker(url: string, signal: AbortSignal): AskApi {
  const base = new URL("api/v1/", url.endsWith("/") ? url : `${url}/`);
  return async (path, init = {}) => {
    const response = await fetch(new URL(path, base), { ...init, signal });
    if (response.ok) return response;
    throw refusal(await response.text());
  };
}

/** What the API said, in its own words. */
function refusal(body: string): Fault {
  try {
    const { title, detail } = JSON.parse(body) as { title?: string; detail?: string };
    return new Fault("api-refused", { what: [title, detail].filter(Boolean).join(": ") });
  } catch {
    return new Fault("api-refused", { what: body.slice(0, 200) });
  }
}
