import assert from "node:assert/strict";
import { MonthBook } from "#actors/tariff/month_book.ts";
import type { EnergyPoint } from "#model/energy.ts";
import type { HistoryQuestions } from "#model/history.ts";
import { Zone } from "#model/zone.ts";
import { Desk } from "#runtime/desk.ts";
import { systemClock } from "#runtime/clock.ts";
import { hourAt } from "#tests/support/hours.ts";
import { lifeOf } from "#tests/support/life.ts";

const zone = new Zone("Europe/Oslo");
const NOVEMBER_MS = Date.parse("2026-10-31T23:00:00Z");
const DECEMBER_MS = Date.parse("2026-11-30T23:00:00Z");

/** A history of one hour in every month, with a count of the questions and a hook before answers. */
function history(before: () => void = () => {}) {
  const desk = new Desk<HistoryQuestions>("history", systemClock, 1_000);
  const abort = new AbortController();
  const asked: string[] = [];
  const answers = {
    energy: ({ fromMs }: { fromMs: number }): EnergyPoint[] => {
      asked.push(new Date(fromMs).toISOString().slice(0, 10));
      before();
      return hourAt(fromMs, 1);
    },
  };
  const serving = desk.serve(
    lifeOf(abort),
    answers as Partial<HistoryQuestions> as HistoryQuestions,
  );
  return {
    desk,
    asked,
    async [Symbol.asyncDispose]() {
      abort.abort();
      await serving;
    },
  };
}

Deno.test("MonthBook.load() asks for a month once, until it is forgotten", async () => {
  await using house = history();
  const book = new MonthBook("main", zone, house.desk);
  await book.load(NOVEMBER_MS, DECEMBER_MS);
  await book.load(NOVEMBER_MS, DECEMBER_MS);
  assert.deepEqual(house.asked, ["2026-10-31"]);
  book.forget(DECEMBER_MS - 1, DECEMBER_MS + 1);
  const quartersOf = await book.load(NOVEMBER_MS, DECEMBER_MS);
  assert.equal(house.asked.length, 2);
  assert.equal(quartersOf(NOVEMBER_MS, DECEMBER_MS).length, 4);
});

Deno.test("MonthBook.load() does not keep an answer that a change has overtaken", async () => {
  let changes = 0;
  let book: MonthBook | null = null;
  await using house = history(() => {
    if (changes++ === 0) book?.forget(NOVEMBER_MS, DECEMBER_MS);
  });
  book = new MonthBook("main", zone, house.desk);
  await book.load(NOVEMBER_MS, DECEMBER_MS);
  assert.equal(house.asked.length, 2);
});

Deno.test("MonthBook.load() keeps no more than a year and a bit", async () => {
  await using house = history();
  const book = new MonthBook("main", zone, house.desk);
  const firstMs = zone.shiftMonthMs(NOVEMBER_MS, -20);
  const quartersOf = await book.load(firstMs, DECEMBER_MS);
  assert.equal(house.asked.length, 21);
  assert.equal(quartersOf(0, DECEMBER_MS).length, 4 * 21);
  await book.load(zone.shiftMonthMs(NOVEMBER_MS, -13), DECEMBER_MS);
  assert.equal(house.asked.length, 21);
  await book.load(firstMs, firstMs + 1);
  assert.equal(house.asked.length, 22);
});

Deno.test("MonthBook.load() answers for months older than those it keeps", async () => {
  await using house = history();
  const book = new MonthBook("main", zone, house.desk);
  await book.load(zone.shiftMonthMs(NOVEMBER_MS, -13), DECEMBER_MS);
  const oldMs = zone.shiftMonthMs(NOVEMBER_MS, -30);
  const quartersOf = await book.load(oldMs, zone.shiftMonthMs(oldMs, 12));
  assert.equal(quartersOf(oldMs, DECEMBER_MS).length, 4 * 12);
});

Deno.test("MonthBook.load() has every month although one is forgotten meanwhile", async () => {
  let asked = 0;
  let book: MonthBook | null = null;
  await using house = history(() => {
    if (++asked === 3) book?.forget(NOVEMBER_MS, NOVEMBER_MS + 1);
  });
  book = new MonthBook("main", zone, house.desk);
  const quartersOf = await book.load(NOVEMBER_MS, zone.shiftMonthMs(NOVEMBER_MS, 3));
  assert.equal(quartersOf(NOVEMBER_MS, DECEMBER_MS).length, 4);
});
