/** While the status page is open the house is asked anew every few seconds. */
import { effect } from "@preact/signals";
import { fetchStatus } from "../api.ts";
import { nowMs } from "./clock.ts";
import { house } from "./live.ts";

const EVERY_MS = 3000;

/** Asks until the returned function is called. */
export function watchHouse(): () => void {
  let askedMs = -Infinity;
  return effect(() => {
    const now = nowMs.value;
    if (now - askedMs < EVERY_MS) return;
    askedMs = now;
    void fetchStatus().then((status) => {
      if (status !== null) house.value = status;
    });
  });
}
