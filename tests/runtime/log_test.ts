import { deepEqual, equal } from "node:assert/strict";
import { Fault } from "#model/fault.ts";
import { VirtualClock } from "#runtime/clock.ts";
import { quietBook } from "#tests/support/quiet_book.ts";

Deno.test("Log writes the code and the hint of a fault", () => {
  const { book, lines } = quietBook();
  book.part("uart").warn(new Fault("source-lost", { what: "/dev/ttyUSB0" }));
  equal(lines[0]!.code, "source-lost");
  equal(lines[0]!.text, "The source of meter bytes went away: /dev/ttyUSB0");
  equal(typeof lines[0]!.hint, "string");
});

Deno.test("LogBook writes repeated trouble once a minute and counts the rest", async () => {
  const clock = new VirtualClock();
  const { book, lines } = quietBook(clock);
  const log = book.part("decoder");
  for (let n = 0; n < 5; n++) log.warn(new Fault("frame-checksum", { offset: n }));
  equal(lines.length, 1);
  await clock.advance(60_000);
  log.warn(new Fault("frame-checksum", { offset: 6 }));
  equal(lines.length, 2);
  equal(lines[1]!.text.endsWith("(and 4 more like it)"), true);
});

Deno.test("LogBook keeps what is said by different parts and levels apart", () => {
  const { book, lines } = quietBook();
  book.part("a").warn("x");
  book.part("b").warn("x");
  book.part("a").info("x");
  book.part("a").info("x");
  deepEqual(lines.map(({ part, level }) => `${part} ${level}`), [
    "a warn",
    "b warn",
    "a info",
    "a info",
  ]);
});

Deno.test("LogBook.lines() holds the newest 2000 lines", () => {
  const { book } = quietBook();
  for (let n = 0; n < 2100; n++) book.part("a").info(String(n));
  equal(book.lines().length, 2000);
  equal(book.lines().at(-1)!.text, "2099");
});
