/** What the table of faults says of each. */

/** When trying again may help: at once, after a while, or not before somebody changed something. */
export type Retry = "now" | "later" | "never";

export type FaultRow = {
  /** One sentence without an end mark; what exactly follows behind a colon. */
  readonly message: string;
  /** What the owner can do. */
  readonly hint: string;
  readonly retry: Retry;
};
