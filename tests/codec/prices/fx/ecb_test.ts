import assert from "node:assert/strict";
import { ecb } from "#codec/prices/fx/ecb.ts";
import { FX_SOURCES } from "#codec/prices/fx/mod.ts";
import { damagedText } from "#tests/support/price_damage.ts";
import { ecbFile } from "#tests/support/price_rates.ts";
import { codeOf, replyOf } from "#tests/support/price_wish.ts";
import { freshSeed, seeded } from "#tests/support/random.ts";

const DAY = { USD: "1.1650", DKK: "7.4715", SEK: "10.9840", CHF: "0.9310", NOK: "11.7215" };

Deno.test("ecb.request() takes the smallest file that has the days", () => {
  const file = (days: number) => {
    const request = ecb.request({ currencies: ["NOK"], days });
    return request.ok ? request.value.url : "";
  };
  const base = "https://www.ecb.europa.eu/stats/eurofxref/eurofxref";
  assert.deepEqual([1, 60, 61].map(file), [
    `${base}-daily.xml`,
    `${base}-hist-90d.xml`,
    `${base}-hist.xml`,
  ]);
});

Deno.test("ecb.read() takes both kinds of quotes and gives days in rising order", () => {
  const older = { ...DAY, NOK: "11.8000" };
  for (const quote of ["'", '"'] as const) {
    const rates = ecb.read(replyOf(ecbFile({ "2026-01-13": DAY, "2026-01-12": older }, quote)));
    assert.ok(rates.ok);
    assert.deepEqual(rates.value.map(({ date, perEur }) => [date, perEur["NOK"]]), [
      ["2026-01-12", 11.8],
      ["2026-01-13", 11.7215],
    ]);
    assert.ok(!("USD" in rates.value[0]!.perEur));
  }
});

Deno.test("ecb.read() names rates that cannot be, and files without any", () => {
  const code = (text: string) => codeOf(ecb.read(replyOf(text)));
  assert.equal(code(ecbFile({ "2026-01-13": { ...DAY, NOK: "1172.15" } })), "price-reply");
  assert.equal(code(ecbFile({ "2026-01-13": { ...DAY, NOK: "" } })), "price-reply");
  assert.equal(code(ecbFile({ "today": DAY })), "price-reply");
  assert.equal(code(ecbFile({})), "price-unpublished");
  assert.equal(code("{}"), "price-reply");
  assert.equal(code(ecbFile({ "2026-01-13": DAY }).slice(0, -40)), "price-reply");
});

Deno.test("ecb.read() survives damaged replies", () => {
  const seed = freshSeed();
  const random = seeded(seed);
  const text = ecbFile({ "2026-01-13": DAY, "2026-01-12": DAY });
  assert.doesNotThrow(() => {
    for (let count = 0; count < 500; count++) ecb.read(replyOf(damagedText(text, random)));
  }, `METERD_SEED=${seed}`);
});

Deno.test("FX_SOURCES: Norges Bank first, the ECB if that fails", () => {
  assert.deepEqual(FX_SOURCES.map(({ id }) => id), ["norges-bank", "ecb"]);
});
