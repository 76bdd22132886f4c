import assert from "node:assert/strict";
import { begin } from "#codec/prices/ask.ts";
import { energidataservice } from "#codec/prices/providers/energidataservice.ts";
import { asked, codeOf, replyOf, wishFor } from "#tests/support/price_wish.ts";

type Row = { readonly eur: number; readonly dkk: number | null };

function envelope(date: string, rows: readonly Row[], total = rows.length): string {
  const { fromMs } = wishFor("DK1", date).day;
  const records = rows.map(({ eur, dkk }, at) => ({
    TimeUTC: new Date(fromMs + at * 900_000).toISOString().slice(0, 19),
    PriceArea: "DK1",
    DayAheadPriceEUR: eur,
    DayAheadPriceDKK: dkk,
  }));
  return JSON.stringify({ total, records });
}

const DATE = "2026-01-14";
const rows = (count: number) => Array.from({ length: count }, () => ({ eur: 48.71, dkk: 363.9 }));
const ask = (text: string, date = DATE, changes = {}) =>
  asked(energidataservice, wishFor("DK1", date, changes), () => replyOf(text));

Deno.test("energidataservice: a krone price that is missing makes it a day in euro", () => {
  const kroner = ask(envelope(DATE, rows(96)));
  assert.ok(kroner.ok);
  assert.deepEqual([kroner.value.currency, kroner.value.points[0]!.microPerKwh], ["DKK", 363_900]);
  assert.equal(kroner.value.points[0]!.eurMicroPerKwh, 48_710);
  const euro = ask(envelope(DATE, [...rows(95), { eur: -2.12, dkk: null }]));
  assert.ok(euro.ok);
  assert.deepEqual([euro.value.currency, euro.value.points.at(-1)!.microPerKwh], ["EUR", -2120]);
  const wanted = ask(envelope(DATE, rows(96)), DATE, { currency: "EUR" });
  assert.ok(wanted.ok && wanted.value.currency === "EUR");
});

Deno.test("energidataservice: fewer records than it counted is a cut reply", () => {
  const cut = ask(envelope(DATE, rows(96), 192));
  assert.equal(codeOf(cut), "price-reply");
  assert.match(cut.ok ? "" : cut.fault.message, /expected 192 records, found 96/);
});

Deno.test("energidataservice: days before October 2025 come from the older dataset", () => {
  const step = begin(energidataservice, wishFor("DK2", "2025-09-30"));
  assert.ok(step.ok && step.value.kind === "ask");
  assert.match(step.value.request.url, /\/dataset\/Elspotprices\?.*HourUTC%2CHourDK/);
  const { day } = wishFor("DK2", "2025-09-30");
  const records = Array.from({ length: 24 }, (_, at) => ({
    HourUTC: new Date(day.fromMs + at * 3_600_000).toISOString().slice(0, 19),
    PriceArea: "DK2",
    SpotPriceDKK: 702.113525,
    SpotPriceEUR: 94.06,
  }));
  const found = asked(
    energidataservice,
    wishFor("DK2", "2025-09-30"),
    () => replyOf(JSON.stringify({ total: 24, records })),
  );
  assert.ok(found.ok);
  assert.deepEqual([found.value.resolutionMin, found.value.points[0]!.microPerKwh], [60, 702_114]);
});
