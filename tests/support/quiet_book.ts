/** A log that keeps its lines for the test to look at. */
import { type Clock, systemClock } from "#runtime/clock.ts";
import { LogBook, type LogLine } from "#runtime/log.ts";

export function quietBook(clock: Clock = systemClock): { book: LogBook; lines: LogLine[] } {
  const lines: LogLine[] = [];
  return { book: new LogBook(clock, (line) => lines.push(line), "debug"), lines };
}
