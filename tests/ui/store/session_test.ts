/** The pauses between attempts to reach the server. */
import { deepEqual } from "node:assert/strict";
import { retryDelayMs } from "#ui/store/session.ts";

Deno.test("retryDelayMs() grows and stays at half a minute", () => {
  deepEqual([0, 1, 2, 3, 4, 5, 99].map(retryDelayMs), [
    1000,
    2000,
    4000,
    8000,
    15_000,
    30_000,
    30_000,
  ]);
});
