/**
 * `kmp:/dev/ttyUSB0?everyS=10`: a meter that must be asked (Kamstrup 382 and relatives, chapter 10
 * §13), behind the same interface as those that push: each round of questions gives the answers as
 * they came. Only whole answers are handed on; echoes of an optical head and noise end here.
 */
import { KMP_START, kmpAt } from "#codec/framing/kmp.ts";
import { kmpContent } from "#codec/kmp/link.ts";
import { KmpPoll, type KmpQuestion } from "#codec/kmp/poll.ts";
import { Fault } from "#model/fault.ts";
import type { Clock } from "#runtime/clock.ts";
import type { ByteLine, Bytes, ByteSource, LineNote } from "../ports.ts";
import { ReadGuard } from "./read_guard.ts";
import { Rhythm } from "./rhythm.ts";
import type { SerialLine } from "./serial_tty.ts";

export type KmpOptions = {
  readonly name: string;
  /** From the start of one round to the start of the next. */
  readonly everyMs: number;
  readonly open: () => Promise<AskedLine>;
};

/** What asking wants of an open port. */
export type AskedLine = Pick<SerialLine, "read" | "write" | "close">;

const ANSWER_MS_MAX = 1_000;
const TRIES_MAX = 3;
/** Rounds without an answer until the port is opened anew. */
const FAILURES_MAX = 3;
const COMMAND_AT = 1;
const NOTHING: Bytes = new Uint8Array(0);

/**
 * A source that asks. Reading throws `source-unanswered` when the meter never answered, or not in
 * three rounds.
 */
export function kmpSource({ name, everyMs, open }: KmpOptions, clock: Clock): ByteSource {
  return { name, open: async () => new KmpLine(await open(), { name, everyMs }, clock) };
}

class KmpLine implements ByteLine {
  readonly #line: AskedLine;
  readonly #guard = new ReadGuard();
  readonly #rhythm: Rhythm;
  readonly #poll = new KmpPoll();
  readonly #round: KmpQuestion[] = [];
  #hasAnswered = false;
  #failureCount = 0;
  note: LineNote;

  constructor(
    line: AskedLine,
    readonly options: Omit<KmpOptions, "open">,
    readonly clock: Clock,
  ) {
    this.#line = line;
    this.#rhythm = new Rhythm(options.everyMs, clock);
    const text = `Asking ${options.name} what it measures`;
    this.note = { state: "waiting", text, fault: null };
  }

  /** Asks one question that is due. */
  read(): Promise<Bytes> {
    return this.#guard.begun(this.#read());
  }

  close(): Promise<void> {
    return this.#guard.close(() => this.#line.close());
  }

  async #read(): Promise<Bytes> {
    if (this.#round.length === 0) {
      if (!await this.#rhythm.begins() || this.#guard.isClosed) return NOTHING;
      this.#round.push(...this.#poll.round());
    }
    const question = this.#round.shift()!;
    const answer = await this.#ask(question);
    if (this.#poll.isProbing) {
      this.#learn(question, answer);
      return NOTHING;
    }
    if (answer === null) this.#failed();
    else if (this.#round.length === 0) this.#failureCount = 0;
    return answer ?? NOTHING;
  }

  #learn(question: KmpQuestion, answer: Bytes | null): void {
    this.#poll.learn(question, answer === null ? null : kmpContent(answer, 0, answer.length));
    this.#hasAnswered ||= answer !== null;
    // A meter may lack the serial number or a register; one that lacks both is not there.
    if (!this.#hasAnswered && question.registers.length > 0) throw this.#unanswered();
    if (this.#round.length > 0) return;
    if (!this.#poll.probed()) throw this.#unanswered();
    const text = `Asking ${this.options.name} every ${this.options.everyMs / 1000} s`;
    this.note = { state: "ok", text, fault: null };
    this.#rhythm.hurry();
  }

  /** Gives up a round; the answers that are missing would only make a poor reading. */
  #failed(): void {
    this.#round.length = 0;
    if (++this.#failureCount >= FAILURES_MAX) throw this.#unanswered();
  }

  async #ask({ request, command }: KmpQuestion): Promise<Bytes | null> {
    for (let count = 0; count < TRIES_MAX && !this.#guard.isClosed; count++) {
      await this.#line.write(request);
      const answer = await this.#hear(command);
      if (answer !== null) return answer;
    }
    return null;
  }

  /** The first whole answer to a command that comes within a second. */
  async #hear(command: number): Promise<Bytes | null> {
    const endMs = this.clock.monotonicMs() + ANSWER_MS_MAX;
    let heard = NOTHING;
    while (this.clock.monotonicMs() < endMs && !this.#guard.isClosed) {
      const bytes = await this.#line.read();
      const joined = new Uint8Array(heard.length + bytes.length);
      joined.set(heard);
      joined.set(bytes, heard.length);
      heard = joined;
      const answer = answerIn(heard, command);
      if (answer !== null) return answer;
    }
    return null;
  }

  #unanswered(): Fault {
    return new Fault("source-unanswered", { what: this.options.name });
  }
}

function answerIn(bytes: Bytes, command: number): Bytes | null {
  let at = bytes.indexOf(KMP_START);
  for (; at >= 0; at = bytes.indexOf(KMP_START, at + 1)) {
    const length = kmpAt(bytes, at, bytes.length);
    if (length <= 0) continue;
    const answer = bytes.slice(at, at + length);
    if (kmpContent(answer, 0, length)[COMMAND_AT] === command) return answer;
  }
  return null;
}
