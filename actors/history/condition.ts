/** How history fares, as the page shows it: each change is said once. */
import { Fault } from "#model/fault.ts";
import { faultStatus, type PartStatus } from "#model/status.ts";
import type { Context } from "#runtime/actor.ts";
import type { Repair } from "./care/damage.ts";

export type ConditionOptions = {
  readonly context: Pick<Context, "clock" | "count" | "log">;
  readonly say: (status: PartStatus) => void;
};

const PART = "history";

export class Condition {
  readonly #options: ConditionOptions;
  /** Why nothing is stored; `null` while everything is. */
  #fault: Fault | null = null;
  /** What the owner should know although everything is stored. */
  #flaws: { repair: Fault | null; backup: Fault | null } = { repair: null, backup: null };

  constructor(options: ConditionOptions) {
    this.#options = options;
  }

  get fault(): Fault | null {
    return this.#fault;
  }

  /** From here on nothing is stored; answers whether that is news. */
  lost(fault: Fault): boolean {
    const { context, say } = this.#options;
    const isNews = this.#fault?.code !== fault.code;
    this.#fault = fault;
    if (!isNews) return false;
    context.count("diskFaults");
    context.log.error(fault);
    say(faultStatus(PART, fault, context.clock.nowMs()));
    return true;
  }

  /** The store is open; `tell` says so when it proved itself. */
  opened(repair: Repair | null): void {
    this.#fault = null;
    if (repair === null) return;
    const { count, log } = this.#options.context;
    const { corruptPath, backupPath } = repair;
    const fault = backupPath === null
      ? new Fault("store-corrupt", { what: `kept as ${corruptPath}` })
      : new Fault("store-restored", { what: `${backupPath}, damaged file ${corruptPath}` });
    count("repairs");
    log.warn(fault);
    this.#flaws.repair = fault;
  }

  /** How the last backup went; `null` is well. */
  backedUp(fault: Fault | null): void {
    this.#flaws.backup = fault;
    this.tell();
  }

  /** Says that everything is stored, and with which flaw. */
  tell(): void {
    if (this.#fault !== null) return;
    const { say, context } = this.#options;
    const sinceMs = context.clock.nowMs();
    const flaw = this.#flaws.repair ?? this.#flaws.backup;
    if (flaw !== null) return say({ ...faultStatus(PART, flaw, sinceMs), state: "warning" });
    say({ part: PART, state: "ok", text: "Every reading is stored", fault: null, sinceMs });
  }
}
