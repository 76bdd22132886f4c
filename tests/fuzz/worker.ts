/** One thread of `fuzz.ts`. */
import { type Campaign, run } from "./campaign.ts";
import { subjects } from "./subjects.ts";
import { type KeyCampaign, tryWrongKeys } from "./wrong_keys.ts";

/** What a thread is told. */
export type Order =
  | Pick<Campaign, "seed" | "from" | "to"> & {
    readonly kind: "damage";
    readonly threads: number;
    readonly slot: number;
    /** ms since the epoch when to stop early. */
    readonly untilMs: number;
    /** Where to write the number of the case at hand, so that a hang can be named. */
    readonly progress: Int32Array;
  }
  | KeyCampaign & { readonly kind: "keys" };

/** The part of a thread's scope that is used here. */
declare const self: {
  onmessage: ((event: MessageEvent<Order>) => void) | null;
  postMessage(message: unknown): void;
};

self.onmessage = ({ data: order }) => {
  if (order.kind === "keys") {
    self.postMessage(tryWrongKeys(order));
    return;
  }
  const { progress, slot, untilMs } = order;
  self.postMessage(run({
    ...order,
    subjects: subjects(),
    begins: (number) => Atomics.store(progress, slot, number),
    isOver: () => Date.now() >= untilMs,
  }));
};
