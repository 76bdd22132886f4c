import assert from "node:assert/strict";
import { smard } from "#codec/prices/providers/smard.ts";
import { asked, codeOf, replyOf, wishFor } from "#tests/support/price_wish.ts";

const wish = wishFor("DE-LU", "2026-01-14", { resolutionMin: 60 });
const MONDAY_MS = Date.parse("2026-01-11T23:00Z");
const WEEK_MS = 7 * 86_400_000;

Deno.test("smard: the index leads to the file of the week that holds the day", () => {
  const urls: string[] = [];
  asked(smard, wish, ({ url }) => {
    urls.push(url);
    const timestamps = [MONDAY_MS - WEEK_MS, MONDAY_MS, MONDAY_MS + WEEK_MS];
    return replyOf(JSON.stringify(urls.length === 1 ? { timestamps } : { series: [] }));
  });
  const base = "https://www.smard.de/app/chart_data/4169/DE-LU";
  assert.deepEqual(urls, [`${base}/index_hour.json`, `${base}/4169_DE-LU_hour_${MONDAY_MS}.json`]);
});

Deno.test("smard: an index without a week for the day is told", () => {
  const code = (timestamps: unknown) =>
    codeOf(asked(smard, wish, () => replyOf(JSON.stringify({ timestamps }))));
  assert.equal(code([]), "price-unpublished");
  assert.equal(code([MONDAY_MS + WEEK_MS]), "price-unpublished");
  assert.equal(code(["x", null]), "price-unpublished");
  assert.equal(code([0.5]), "price-unpublished");
  assert.equal(code("x"), "price-reply");
});
