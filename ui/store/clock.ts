/**
 * The server's time as well as the page can know it, ticking once a second. The clock of the phone
 * is not asked: it may be wrong, and only differences to the server's instants are ever shown.
 */
import { signal } from "@preact/signals";

const TICK_MS = 1000;

let aheadMs = 0;

function serverMs(): number {
  return performance.timeOrigin + performance.now() + aheadMs;
}

/** Now, ms UTC, renewed every second. */
export const nowMs = signal(serverMs());

/** Sets the clock by the server's. */
export function setServerClock(atMs: number): void {
  aheadMs += atMs - serverMs();
  nowMs.value = atMs;
}

/** Nothing is heard from the future: a clock that stood still in a computer's sleep catches up. */
export function noLaterThan(atMs: number): void {
  if (atMs > serverMs()) setServerClock(atMs);
}

/** Starts ticking, for as long as the page lives. */
export function startClock(onTick: () => void): void {
  setInterval(() => {
    nowMs.value = serverMs();
    onTick();
  }, TICK_MS);
}
