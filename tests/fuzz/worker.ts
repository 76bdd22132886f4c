/** One thread of `fuzz.ts`: every n-th block of cases. */
import { type Campaign, run } from "./campaign.ts";
import { subjects } from "./subjects.ts";

/** What a thread is told. */
export type Order = Pick<Campaign, "seed" | "from" | "to"> & {
  readonly threads: number;
  readonly slot: number;
  /** ms since the epoch when to stop early. */
  readonly untilMs: number;
  /** Where to write the number of the case at hand, so that a hang can be named. */
  readonly progress: Int32Array;
};

/** The part of a thread's scope that is used here. */
declare const self: {
  onmessage: ((event: MessageEvent<Order>) => void) | null;
  postMessage(message: unknown): void;
};

self.onmessage = ({ data: order }) => {
  const { progress, slot, untilMs } = order;
  self.postMessage(run({
    ...order,
    subjects: subjects(),
    begins: (number) => Atomics.store(progress, slot, number),
    isOver: () => Date.now() >= untilMs,
  }));
};
