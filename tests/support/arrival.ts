/** The arrival of bytes at an instant, on a clock that never stepped. */
import type { Arrival } from "#runtime/byte_ring.ts";

export function arrivalAt(atMs: number): Arrival {
  return { atMs, tickMs: atMs };
}
