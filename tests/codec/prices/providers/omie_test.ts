import assert from "node:assert/strict";
import { omie } from "#codec/prices/providers/omie.ts";
import { asked, codeOf, replyOf, wishFor } from "#tests/support/price_wish.ts";

function file(date: string, count: number): string {
  const [year, month, day] = date.split("-");
  const rows = Array.from(
    { length: count },
    (_, at) => `${year};${month};${day};${at + 1};${at}.50;-1.00;`,
  );
  return ["MARGINALPDBC;", ...rows, "*"].join("\n");
}

Deno.test("omie: Portugal in front of Spain, hours before October 2025", () => {
  const ask = (id: string, date: string, count: number) =>
    asked(omie, wishFor(id, date), () => replyOf(file(date, count)));
  const quarters = ask("PT", "2026-10-25", 100);
  assert.ok(quarters.ok);
  assert.deepEqual([quarters.value.resolutionMin, quarters.value.points[99]!.microPerKwh], [
    15,
    99_500,
  ]);
  const hours = ask("ES", "2025-03-30", 23);
  assert.ok(hours.ok);
  assert.deepEqual([hours.value.resolutionMin, hours.value.points[0]!.microPerKwh], [60, -1000]);
});

Deno.test("omie: a file without its end, of another day or with odd periods is no day", () => {
  const code = (text: string) =>
    codeOf(asked(omie, wishFor("ES", "2026-01-14"), () => replyOf(text)));
  const whole = file("2026-01-14", 96);
  assert.equal(code(whole), "good");
  assert.equal(code(whole.slice(0, -3)), "price-reply");
  assert.equal(code(file("2026-01-13", 96)), "price-unpublished");
  assert.equal(code(whole.replace(";96;", ";101;")), "price-reply");
  assert.equal(code(whole.replace(";96;", ";;")), "price-reply");
  assert.equal(code(whole.replaceAll("-1.00", "-1,00")), "price-reply");
});
