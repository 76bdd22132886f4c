/**
 * The page's line to the server: loads what was, then listens to what is, and when the line breaks
 * says so, waits a little longer each time and begins afresh.
 */
import type { LiveEvent } from "#model/live_event.ts";
import { fetchLatest, fetchStatus, listen } from "../api.ts";
import { noLaterThan, nowMs, setServerClock, startClock } from "./clock.ts";
import { addToCurves, hasRows, loadCurves } from "./curves.ts";
import { link } from "./link.ts";
import { loadHours, loadYesterday } from "./hours.ts";
import { greet, hear, house, meter, parts } from "./live.ts";

const RETRY_MS = [1000, 2000, 4000, 8000, 15_000, 30_000];
/** A line without any event for so long may be dead without saying so. */
const SILENCE_MS_MAX = 60_000;
const HOURS_EVERY_MS = 300_000;

let attempt = 0;
let lastEventMs = 0;
let hoursLoadedMs = 0;
let hangUp = () => {};

/** The pause before an attempt: 1, 2, 4, 8, 15, then 30 s. */
export function retryDelayMs(attempt: number): number {
  return RETRY_MS[Math.min(attempt, RETRY_MS.length - 1)]!;
}

/** Starts clock and line, for as long as the page lives. */
export function startSession(): void {
  startClock(watch);
  connect();
}

/** Listens, and asks at the same time for what the events do not tell. */
function connect(): void {
  lastEventMs = nowMs.peek();
  hangUp();
  hangUp = listen(take, () => {
    link.value = { state: "broken", retryAtMs: nowMs.peek() + retryDelayMs(attempt++) };
  });
  void refresh();
}

/** Once a second: is it time to try again, is the line dead, are the hours old? */
function watch(): void {
  const now = nowMs.peek();
  const state = link.peek();
  if (state.state === "broken") {
    if (state.retryAtMs !== null && now >= state.retryAtMs) {
      link.value = { state: "broken", retryAtMs: null };
      connect();
    }
    return;
  }
  if (now - lastEventMs > SILENCE_MS_MAX) return connect();
  const shown = meter.peek();
  if (shown === null) return void refresh();
  if (now - hoursLoadedMs < HOURS_EVERY_MS) return;
  hoursLoadedMs = now;
  void loadHours(shown);
  void loadYesterday(shown);
}

function take(event: LiveEvent): void {
  switch (event.kind) {
    case "hello":
      setServerClock(event.data.nowMs);
      reloadIfOther(event.data.build);
      attempt = 0;
      link.value = { state: "open" };
      break;
    case "status":
      parts.value = event.data;
      break;
    case "reading": {
      const { meter: from, reading, netW } = event.data;
      if (from !== meter.peek()) break;
      noLaterThan(reading.receivedAtMs);
      hear(event.data);
      addToCurves(reading.receivedAtMs, netW);
      break;
    }
  }
  lastEventMs = nowMs.peek();
}

/** Asks for everything that is not told by events. */
async function refresh(): Promise<void> {
  const status = await fetchStatus();
  if (status === null) return;
  setServerClock(status.nowMs);
  house.value = status;
  parts.value = status.parts;
  const shown = meter.peek();
  if (shown === null) return;
  hoursLoadedMs = nowMs.peek();
  await Promise.all([loadCurves, loadHours, loadYesterday].map((load) => load(shown)));
  // Where there is no power of the last day there is no newest reading worth asking for.
  const latest = hasRows() ? await fetchLatest(shown) : null;
  if (latest !== null) greet(latest);
}

/** A page of another build loads itself anew, once: a stale cache must not make it spin. */
function reloadIfOther(build: string): void {
  const own = document.documentElement.dataset.build;
  if (build === "" || own === build || sessionStorage.getItem("meterd.reloaded") === build) return;
  sessionStorage.setItem("meterd.reloaded", build);
  location.reload();
}
