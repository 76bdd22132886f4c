/**
 * The log: levels, a part name, structured data, and a ring of the newest lines for the page.
 * Trouble that repeats (same part, same code or words) is written once a minute, with a count of
 * the rest.
 */
import { Fault } from "#model/fault.ts";
import type { Clock } from "./clock.ts";

export const LEVELS = ["debug", "info", "warn", "error"] as const;
export type Level = typeof LEVELS[number];

export type LogLine = {
  readonly atMs: number;
  readonly level: Level;
  /** Which actor or command speaks. */
  readonly part: string;
  readonly text: string;
  readonly code?: string;
  readonly hint?: string;
  readonly data?: Readonly<Record<string, unknown>>;
};

/** Where lines go: the terminal, the journal, a test's array. */
export type LogSink = (line: LogLine) => void;

const REPEAT_MS = 60_000;
const REMEMBERED_MAX = 200;
const RING_LINES = 2000;

/** Shared by all parts of one house: the sink, the ring and the memory of repeated warnings. */
export class LogBook {
  readonly #ring: LogLine[] = [];
  readonly #repeats = new Map<string, { untilMs: number; count: number }>();

  constructor(
    readonly clock: Clock,
    readonly sink: LogSink,
    readonly levelMin: Level = "info",
  ) {}

  /** The voice of one part. */
  part(name: string): Log {
    return new Log(this, name);
  }

  /** The newest lines, oldest first. */
  lines(): readonly LogLine[] {
    return this.#ring;
  }

  write(line: LogLine): void {
    if (LEVELS.indexOf(line.level) < LEVELS.indexOf(this.levelMin)) return;
    const said = this.#suppress(line);
    if (said === null) return;
    this.#ring.push(said);
    if (this.#ring.length > RING_LINES) this.#ring.shift();
    this.sink(said);
  }

  #suppress(line: LogLine): LogLine | null {
    if (line.level !== "warn" && line.level !== "error") return line;
    const key = `${line.part} ${line.code ?? line.text}`;
    const repeat = this.#repeats.get(key);
    if (repeat !== undefined && this.clock.monotonicMs() < repeat.untilMs) {
      repeat.count++;
      return null;
    }
    if (this.#repeats.size >= REMEMBERED_MAX) this.#repeats.clear();
    this.#repeats.set(key, { untilMs: this.clock.monotonicMs() + REPEAT_MS, count: 0 });
    const missed = repeat?.count ?? 0;
    return missed === 0 ? line : { ...line, text: `${line.text} (and ${missed} more like it)` };
  }
}

/** One part's voice. */
export class Log {
  readonly #book: LogBook;
  constructor(book: LogBook, readonly part: string) {
    this.#book = book;
  }

  debug(text: string, data?: Record<string, unknown>): void {
    this.#write("debug", text, data);
  }

  info(text: string, data?: Record<string, unknown>): void {
    this.#write("info", text, data);
  }

  warn(said: string | Fault, data?: Record<string, unknown>): void {
    this.#write("warn", said, data);
  }

  error(said: string | Fault, data?: Record<string, unknown>): void {
    this.#write("error", said, data);
  }

  #write(level: Level, said: string | Fault, data?: Record<string, unknown>): void {
    const words = said instanceof Fault
      ? { text: said.message, code: said.code, hint: said.hint }
      : { text: said };
    this.#book.write({
      atMs: this.#book.clock.nowMs(),
      level,
      part: this.part,
      ...words,
      ...(data === undefined ? {} : { data }),
    });
  }
}

const PRIORITY: Record<Level, number> = { debug: 7, info: 6, warn: 4, error: 3 };
const encoder = new TextEncoder();

/** For a person at a terminal: one line, the hint below it. Goes to standard error. */
export const terminalSink: LogSink = (line) => {
  const at = new Date(line.atMs).toISOString().slice(11, 23);
  const data = line.data === undefined ? "" : ` ${JSON.stringify(line.data)}`;
  const hint = line.hint === undefined ? "" : `\n             ${line.hint}`;
  const text = `${at} ${line.level.padEnd(5)} ${line.part}: ${line.text}${data}${hint}\n`;
  Deno.stderr.writeSync(encoder.encode(text));
};

/** For journald: a priority prefix and one JSON object a line. Goes to standard error. */
export const journalSink: LogSink = (line) => {
  const text = `<${PRIORITY[line.level]}>${JSON.stringify(line)}\n`;
  Deno.stderr.writeSync(encoder.encode(text));
};
