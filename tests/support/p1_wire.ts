/** A P1 meter that is heard without end: every telegram counts the power and the register on by 1. */
import { p1 } from "#codec/encode/layouts/p1.ts";
import type { Clock } from "#runtime/clock.ts";
import { FakeSource } from "./fake_source.ts";
import { householdExample } from "./household_example.ts";

export class P1Wire implements Disposable {
  readonly source = new FakeSource();
  /** Telegrams so far; the power of the last one is one less, W. */
  sent = 0;
  readonly #timer: ReturnType<typeof setInterval>;

  /** @param everyMs Real time between two telegrams. */
  constructor(readonly clock: Clock, everyMs: number) {
    this.#timer = setInterval(() => this.#send(), everyMs);
  }

  /** The meter falls silent. */
  [Symbol.dispose](): void {
    clearInterval(this.#timer);
  }

  #send(): void {
    const household = householdExample(this.sent, Math.floor(this.clock.nowMs() / 1000) * 1000);
    const importWhT1 = household.registers.importWhT1 + this.sent;
    const registers = { ...household.registers, importWhT1 };
    this.source.push(p1.encode({ ...household, registers }, 4, undefined));
    this.sent++;
  }
}
