import assert from "node:assert/strict";
import { ote } from "#codec/prices/providers/ote.ts";
import { asked, codeOf, replyOf, wishFor } from "#tests/support/price_wish.ts";

function chart(date: string, lines: Readonly<Record<string, number>>) {
  const dataLine = Object.entries(lines).map(([title, count]) => ({
    title,
    point: Array.from({ length: count }, (_, at) => ({ x: String(at + 1), y: count + at })),
  }));
  return asked(ote, wishFor("CZ", date), () => replyOf(JSON.stringify({ data: { dataLine } })));
}

Deno.test("ote: the line is chosen by its title, hours before the market had quarters", () => {
  const quarters = chart("2026-03-29", {
    "Volume (MWh)": 92,
    "60 min price (EUR/MWh)": 92,
    "15 min price (EUR/MWh)": 92,
  });
  assert.ok(quarters.ok && quarters.value.points.length === 92);
  const hours = chart("2025-03-30", { "Množství (MWh)": 23, "Cena (EUR/MWh)": 23 });
  assert.ok(hours.ok);
  assert.deepEqual([hours.value.resolutionMin, hours.value.points.length], [60, 23]);
});

Deno.test("ote: lines that cannot be told apart are named", () => {
  const two = chart("2026-01-14", { "Cena (EUR/MWh)": 24, "Cena II (EUR/MWh)": 24 });
  assert.equal(codeOf(two), "price-reply");
  assert.match(two.ok ? "" : two.fault.message, /Cena II/);
  assert.equal(codeOf(chart("2026-01-14", { "Množství (MWh)": 24 })), "price-reply");
});
