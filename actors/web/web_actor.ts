/** Serves the web surface and tells open pages what happens. */
import type { StoredReading } from "#model/energy.ts";
import { Fault } from "#model/fault.ts";
import type { PeakState } from "#model/peaks.ts";
import type { PartStatus } from "#model/status.ts";
import type { TemperatureReading } from "#model/temperature.ts";
import type { Actor, Context } from "#runtime/actor.ts";
import { together } from "#runtime/together.ts";
import type { Reader, Topic } from "#runtime/topic.ts";
import { parseListenAddress } from "#config/fields.ts";
import { webApp } from "./app.ts";
import { EventStream } from "./event_stream.ts";
import { LiveState } from "./live_state.ts";
import type { WebView } from "./view.ts";

type Wires = Omit<WebView, "state" | "events"> & {
  readonly storedIn: Reader<StoredReading>;
  readonly statusesIn: Reader<PartStatus>;
  readonly peaksIn: Reader<PeakState>;
  readonly temperaturesIn: Reader<readonly TemperatureReading[]>;
  readonly statuses: Topic<PartStatus>;
};

const KEEP_ALIVE_MS = 15_000;
const SHUTDOWN_MS_MAX = 2_000;

export function webActor(wires: Wires): Actor {
  // What pages see outlives a restart of the actor.
  const view = { ...wires, state: new LiveState(), events: new EventStream(wires.clock) };
  return async (context) => {
    const { log, clock } = context;
    const { statuses, settings } = wires;
    const app = webApp(view, (fault) => {
      context.count("internalFaults");
      log.error(fault);
    });
    const server = listen(parseListenAddress(settings.web.http)!, app.fetch);
    const url = urlOf(server.addr as Deno.NetAddr);
    log.info(`serving ${url}`);
    wires.onListening(url);
    statuses.send({ part: "web", state: "ok", text: url, fault: null, sinceMs: clock.nowMs() });
    context.ready();
    try {
      await together(context, [
        (life) => tellReadings(view, life),
        (life) => tellStatuses(view, life),
        (life) => tellPeaks(view, life),
        (life) => keepTemperatures(view, life),
        (life) => keepAlive(view, life),
      ]);
    } finally {
      view.events.close();
      // The port is free at once; replies may finish, but who does not read is not waited for.
      await Promise.race([server.shutdown(), clock.sleep(SHUTDOWN_MS_MAX)]);
    }
  };
}

type Address = { hostname: string; port: number };

function listen(address: Address, handler: Deno.ServeHandler<Deno.NetAddr>): Deno.HttpServer {
  const what = `${address.hostname}:${address.port}`;
  try {
    return Deno.serve({ ...address, onListen: () => {} }, handler);
  } catch (cause) {
    if (cause instanceof Deno.errors.AddrInUse) throw new Fault("web-port-taken", { what, cause });
    if (cause instanceof Deno.errors.PermissionDenied) {
      throw new Fault("web-port-denied", { what, cause });
    }
    throw cause;
  }
}

type Telling = Wires & WebView;

async function tellReadings(view: Telling, context: Context): Promise<void> {
  const { state, events, storedIn } = view;
  for await (const stored of storedIn.messages(context)) {
    state.reading(stored);
    const { frame: _, ...data } = stored;
    events.send({ kind: "reading", data });
  }
}

async function tellStatuses(view: Telling, context: Context): Promise<void> {
  const { state, events, statusesIn } = view;
  for await (const status of statusesIn.messages(context)) {
    state.status(status);
    events.send({ kind: "status", data: state.parts() });
  }
}

async function tellPeaks({ state, events, peaksIn }: Telling, context: Context): Promise<void> {
  for await (const peaks of peaksIn.messages(context)) {
    state.peak(peaks);
    events.send({ kind: "peaks", data: peaks });
  }
}

async function keepTemperatures(
  { state, temperaturesIn }: Telling,
  context: Context,
): Promise<void> {
  for await (const readings of temperaturesIn.messages(context)) state.temperatures = readings;
}

async function keepAlive({ events }: Telling, context: Context): Promise<void> {
  while (!context.signal.aborted) {
    await context.idle(context.clock.sleep(KEEP_ALIVE_MS, context.signal));
    events.keepAlive();
  }
}

function urlOf({ hostname, port }: Deno.NetAddr): string {
  const host = hostname === "0.0.0.0" || hostname === "::" ? "localhost" : hostname;
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}/`;
}
