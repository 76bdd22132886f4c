import assert from "node:assert/strict";
import { norgesBank } from "#codec/prices/fx/norges_bank.ts";
import { codeOf, replyOf } from "#tests/support/price_wish.ts";
import { damagedText } from "#tests/support/price_damage.ts";
import { freshSeed, seeded } from "#tests/support/random.ts";
import { SDMX_JSON, SDMX_ML } from "#tests/support/price_rates.ts";

const HEAD =
  "FREQ;Frequency;BASE_CUR;Base Currency;QUOTE_CUR;Quote Currency;TENOR;Tenor;DECIMALS;" +
  "CALCULATED;UNIT_MULT;Unit Multiplier;COLLECTION;Collection Indicator;TIME_PERIOD;OBS_VALUE";
const line = (currency: string, unitMult: number, date: string, value: string) =>
  `B;Business;${currency};Name;NOK;Norwegian krone;SP;Spot;4;false;${unitMult};Units;C;x;` +
  `${date};${value}`;
const CSV = [
  HEAD,
  line("EUR", 0, "2026-01-13", "11.7215"),
  line("SEK", 2, "2026-01-13", "106.71"),
  "",
].join("\n");

Deno.test("norgesBank.request() is that of chapter 21", () => {
  const request = norgesBank.request({ currencies: ["SEK", "NOK", "EUR", "DKK"], days: 1 });
  assert.equal(
    request.ok && request.value.url,
    "https://data.norges-bank.no/api/data/EXR/B.EUR+SEK+DKK.NOK.SP" +
      "?format=sdmx-json&lastNObservations=1&locale=en",
  );
});

for (
  const [form, text] of [["CSV", CSV], ["SDMX-ML", SDMX_ML], ["SDMX-JSON", SDMX_JSON]] as const
) {
  Deno.test(`norgesBank.read() ${form}: units of one and of a hundred`, () => {
    const rates = norgesBank.read(replyOf(text));
    assert.ok(rates.ok, rates.ok ? "" : rates.fault.message);
    assert.equal(rates.value.length, 1);
    const { date, source, perEur } = rates.value[0]!;
    assert.deepEqual([date, source], ["2026-01-13", "norges-bank"]);
    assert.deepEqual([perEur["EUR"], perEur["NOK"]], [1, 11.7215]);
    assert.equal(perEur["SEK"]?.toFixed(4), "10.9844");
  });

  Deno.test(`norgesBank.read() ${form}: damaged replies are rates or a fault`, () => {
    const seed = freshSeed();
    const random = seeded(seed);
    assert.doesNotThrow(() => {
      for (let count = 0; count < 300; count++) {
        const rates = norgesBank.read(replyOf(damagedText(text, random)));
        if (rates.ok) { for (const { perEur } of rates.value) assert.ok(perEur["EUR"] === 1); }
      }
    }, `METERD_SEED=${seed}`);
  });
}

Deno.test("norgesBank.read() goes by day, with thousands, and not without a euro", () => {
  const text = [
    HEAD,
    line("EUR", 0, "2026-01-14", "11.73"),
    line("HUF", 2, "2026-01-14", "3.05"),
    line("EUR", 0, "2026-01-13", "11.72"),
    line("PLN", 4, "2026-01-13", "27,650.50"),
    line("CHF", 2, "2026-01-12", "1260.0"),
  ].join("\r\n");
  const rates = norgesBank.read(replyOf(text));
  assert.ok(rates.ok);
  assert.deepEqual(
    rates.value.map(({ date, perEur }) => [date, Object.keys(perEur)]),
    [["2026-01-13", ["EUR", "NOK", "PLN"]], ["2026-01-14", ["EUR", "NOK", "HUF"]]],
  );
  assert.equal(rates.value[0]!.perEur["PLN"]?.toFixed(4), "4.2386");
});

Deno.test("norgesBank.read() names what is missing or cannot be", () => {
  const code = (text: string, status = 200) => codeOf(norgesBank.read(replyOf(text, { status })));
  assert.equal(code("{}", 404), "price-unpublished");
  assert.equal(code("", 500), "price-server");
  assert.equal(code(""), "price-reply");
  assert.equal(code("{}"), "price-reply");
  assert.equal(code("<html></html>"), "price-reply");
  assert.equal(code(HEAD), "price-unpublished");
  // Without the multiplier a krona would cost a hundred times as much.
  assert.equal(code(CSV.replace(";2;Units", ";0;Units")), "price-reply");
  assert.equal(code(CSV.replace("106.71", "")), "price-reply");
  assert.equal(code(SDMX_JSON.replace("UNIT_MULT", "OTHER")), "price-reply");
});
