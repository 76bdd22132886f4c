/** A wait that also ends with a signal, and leaves no trace on either. */

/** What `orAborted` answers when the signal came first. */
export const ABORTED = Symbol("aborted");

/**
 * Waits for a promise or for the signal, whichever comes first. Unlike a race with a promise of the
 * whole run, it may be called for every message for months: nothing piles up on the signal.
 *
 * @example
 * ```ts
 * import { ABORTED, orAborted } from "#runtime/or_aborted.ts";
 * const never = new Promise<string>(() => {});
 * console.log(await orAborted(never, AbortSignal.abort()) === ABORTED); // true
 * ```
 */
export function orAborted<T>(wait: Promise<T>, signal: AbortSignal): Promise<T | typeof ABORTED> {
  if (signal.aborted) return Promise.resolve(ABORTED);
  return new Promise((resolve, reject) => {
    const stop = () => resolve(ABORTED);
    signal.addEventListener("abort", stop, { once: true });
    const settle = () => signal.removeEventListener("abort", stop);
    wait.then((value) => (settle(), resolve(value)), (thrown) => (settle(), reject(thrown)));
  });
}
