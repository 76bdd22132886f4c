import assert from "node:assert/strict";
import { providerOf } from "#codec/prices/providers/mod.ts";
import { begin } from "#codec/prices/ask.ts";
import type { PriceSeries } from "#model/price.ts";
import type { Outcome } from "#model/outcome.ts";
import { resampled } from "#codec/prices/resample.ts";
import { asked, codeOf, replyOf, wishFor } from "#tests/support/price_wish.ts";
import { NO_DATA } from "#tests/support/price_twins.ts";

const entsoe = providerOf("entsoe")!;
const settings = { token: "0a1b2c3d-0000-4000-8000-00000000beef" };

type Period = {
  readonly from: string;
  readonly to: string;
  readonly resolution?: string;
  readonly points: readonly (readonly [number | string, number | string])[];
};
type Series = {
  readonly sequence?: number;
  readonly currency?: string;
  readonly curve?: string;
  readonly unit?: string;
  readonly agreement?: string;
  readonly domain?: string;
  readonly periods: readonly Period[];
};

function document(series: readonly Series[], eic: string): string {
  const written = series.map((one) =>
    `<TimeSeries>
    <in_Domain.mRID codingScheme="A01">${one.domain ?? eic}</in_Domain.mRID>
    <out_Domain.mRID codingScheme="A01">${one.domain ?? eic}</out_Domain.mRID>
    <contract_MarketAgreement.type>${one.agreement ?? "A01"}</contract_MarketAgreement.type>
    <currency_Unit.name>${one.currency ?? "EUR"}</currency_Unit.name>
    <price_Measure_Unit.name>${one.unit ?? "MWH"}</price_Measure_Unit.name>
    ${
      one.sequence === undefined
        ? ""
        : "<classificationSequence_AttributeInstanceComponent.position>" +
          `${one.sequence}</classificationSequence_AttributeInstanceComponent.position>`
    }
    <curveType>${one.curve ?? "A03"}</curveType>
    ${one.periods.map(periodText).join("\n")}</TimeSeries>`
  );
  return `<?xml version="1.0" encoding="utf-8"?>
<ns:Publication_MarketDocument xmlns:ns="urn:iec62325.351:tc57wg16:451-3:publicationdocument:7:3">
  <createdDateTime>2025-09-30T11:07:12Z</createdDateTime>${written.join("\n")}
</ns:Publication_MarketDocument>`;
}

function periodText({ from, to, resolution = "PT15M", points }: Period): string {
  return `<Period><timeInterval><start>${from}</start><end>${to}</end></timeInterval>
    <resolution>${resolution}</resolution>${
    points.map(([position, amount]) =>
      `<Point><position>${position}</position><price.amount>${amount}</price.amount></Point>`
    ).join("")
  }</Period>`;
}

function read(
  area: string,
  date: string,
  series: readonly Series[],
  hoursBefore = 3,
): Outcome<PriceSeries> {
  const wish = wishFor(area, date, { settings });
  const atMs = wish.day.fromMs - hoursBefore * 3_600_000;
  const text = document(series, wish.area.eic);
  return asked(entsoe, { ...wish, atMs }, () => replyOf(text, { contentType: "text/xml" }));
}

function amounts(outcome: Outcome<PriceSeries>): number[] {
  assert.ok(outcome.ok, outcome.ok ? "" : outcome.fault.message);
  return outcome.value.points.map(({ microPerKwh }) => microPerKwh / 1000);
}

const HOURS: Period = {
  from: "2025-09-29T22:00Z",
  to: "2025-09-30T22:00Z",
  resolution: "PT60M",
  points: [[1, "80.00"], [2, "72.50"], [5, "-3.20"], [20, "140.10"]],
};
const QUARTERS: Period = {
  from: "2025-09-30T22:00Z",
  to: "2025-10-01T22:00Z",
  points: [[1, "60.00"], [2, "64.00"], [4, "52.00"], [5, "0.00"], [90, "99.99"]],
};

const times = (value: number, count: number) => new Array<number>(count).fill(value);

Deno.test("entsoe: sample A of chapter 21, an hourly day and a quarter day in one document", () => {
  const series = [{ periods: [HOURS] }, { periods: [QUARTERS] }];
  assert.deepEqual(amounts(read("BE", "2025-09-30", series)), [
    80,
    ...times(72.5, 3),
    ...times(-3.2, 15),
    ...times(140.1, 5),
  ]);
  const quarters = read("BE", "2025-10-01", series);
  assert.deepEqual(amounts(quarters), [
    60,
    ...times(64, 2),
    52,
    ...times(0, 85),
    ...times(99.99, 7),
  ]);
  assert.ok(quarters.ok);
  assert.equal(quarters.value.points[72]!.fromMs, Date.parse("2025-10-01T16:00Z"));
  assert.equal(quarters.value.publishedAtMs, Date.parse("2025-09-30T11:07:12Z"));
  assert.equal(resampled(quarters.value, 60).points[0]!.microPerKwh, 60_000);
});

const SPRING = { from: "2026-03-28T23:00Z", to: "2026-03-29T22:00Z" };

Deno.test("entsoe: sample B, the coupled auction counts although it comes second", () => {
  const outcome = read("DE-LU", "2026-03-29", [
    { sequence: 2, periods: [{ ...SPRING, points: [[1, 999]] }] },
    { sequence: 1, periods: [{ ...SPRING, points: [[1, 70], [50, 20]] }] },
  ]);
  assert.deepEqual(amounts(outcome), [...times(70, 49), ...times(20, 43)]);
  assert.ok(outcome.ok);
  assert.equal(outcome.value.points[49]!.fromMs, Date.parse("2026-03-29T11:15Z"));
  assert.deepEqual(outcome.value.marks, []);
});

Deno.test("entsoe: sequence 2 alone waits until 15:00 CET and is marked", () => {
  const series = [{ sequence: 2, periods: [{ ...SPRING, points: [[1, 999]] as const }] }];
  assert.equal(codeOf(read("DE-LU", "2026-03-29", series, 9.01)), "price-unpublished");
  const late = read("DE-LU", "2026-03-29", series, 9);
  assert.ok(late.ok);
  assert.deepEqual(late.value.marks, ["second-auction"]);
});

Deno.test("entsoe: expansions of chapter 20 §13.3", () => {
  const day = {
    from: "2026-06-11T22:00Z",
    to: "2026-06-12T22:00Z",
    resolution: "PT60M",
    points: [[1, 50], [3, 40], [4, 45.5], [22, 60]] as const,
  };
  assert.deepEqual(amounts(read("NO2", "2026-06-12", [{ periods: [day] }])), [
    50,
    50,
    40,
    ...times(45.5, 18),
    ...times(60, 3),
  ]);
  const points = Array.from({ length: 89 }, (_, at) => [at + 1, at + 1] as const);
  const spring = amounts(read("NO2", "2026-03-29", [{ periods: [{ ...SPRING, points }] }]));
  assert.deepEqual([spring.length, ...spring.slice(87)], [92, 88, 89, 89, 89, 89]);
});

Deno.test("entsoe: D24, the bounds of switch days in UTC", () => {
  for (
    const [date, from, to] of [
      ["2026-03-29", "202603282300", "202603292200"],
      ["2026-10-25", "202610242200", "202610252300"],
    ] as const
  ) {
    const step = begin(entsoe, wishFor("NO1", date, { settings }));
    assert.ok(step.ok && step.value.kind === "ask");
    const { searchParams } = new URL(step.value.request.url);
    assert.deepEqual([searchParams.get("periodStart"), searchParams.get("periodEnd")], [from, to]);
  }
  assert.equal(codeOf(begin(entsoe, wishFor("NO1", "2026-03-29"))), "price-settings");
});

Deno.test("entsoe: duplicates count once, of conflicting ones the later", () => {
  const one = { periods: [{ ...SPRING, points: [[1, 70]] as const }] };
  const other = { periods: [{ ...SPRING, points: [[1, 71]] as const }] };
  const same = read("BE", "2026-03-29", [one, one]);
  assert.ok(same.ok);
  assert.deepEqual(same.value.marks, []);
  const conflict = read("BE", "2026-03-29", [one, other]);
  assert.deepEqual(amounts(conflict), times(71, 92));
  assert.ok(conflict.ok && conflict.value.marks.includes("conflict"));
});

Deno.test("entsoe: quarters beside hours of the same day win, unless they are not whole", () => {
  const hours = { periods: [{ ...SPRING, resolution: "PT60M", points: [[1, 50]] as const }] };
  const quarters = { periods: [{ ...SPRING, points: [[1, 60]] as const }] };
  const half = {
    periods: [{ ...SPRING, to: "2026-03-29T10:00Z", points: [[1, 60]] as const }],
  };
  assert.equal(amounts(read("BE", "2026-03-29", [hours, quarters])).length, 92);
  assert.equal(amounts(read("BE", "2026-03-29", [half, half, half, hours])).length, 23);
  assert.equal(codeOf(read("BE", "2026-03-29", [half])), "price-incomplete");
});

Deno.test("entsoe: half hours of Ireland, points out of order, positions that are too many", () => {
  const points = [[46, 5], [1, 7], [47, 9], [900, 9]] as const;
  const periods = [{ ...SPRING, resolution: "PT30M", points }];
  const outcome = read("IE", "2026-03-29", [{ periods, curve: "A01" }]);
  assert.deepEqual(amounts(outcome), [...times(7, 45), 5]);
  assert.ok(outcome.ok);
  assert.deepEqual([outcome.value.resolutionMin, outcome.value.marks], [30, ["filled"]]);
});

Deno.test("entsoe: periods that cannot be used are named, other series are left out", () => {
  const whole = { ...SPRING, points: [[1, 70]] as const };
  const bad = (series: Partial<Series>, period: Partial<Period> = {}) => {
    const outcome = read("BE", "2026-03-29", [{ periods: [{ ...whole, ...period }], ...series }]);
    return outcome.ok ? "good" : outcome.fault.message;
  };
  assert.match(bad({}, { resolution: "P1D" }), /resolution P1D/);
  assert.match(bad({}, { points: [[2, 70]] }), /no first position/);
  assert.match(bad({}, { points: [[1, "?"]] }), /a point without position or price/);
  assert.match(bad({}, { to: "2026-03-28T22:00Z" }), /a span that cannot be/);
  assert.match(bad({}, { to: "9999-03-28T22:00Z" }), /a span that cannot be/);
  assert.match(bad({ currency: "XXX" }), /currency XXX/);
  assert.match(bad({ unit: "KWT" }), /unit KWT/);
  assert.match(bad({ agreement: "A07" }), /not published/);
  assert.match(bad({ domain: "10YFR-RTE------C" }), /not published/);
  const two = [{ periods: [whole] }, { currency: "PLN", periods: [whole] }];
  assert.equal(codeOf(read("PL", "2026-03-29", two)), "price-reply");
  const zloty = read("PL", "2026-03-29", [{ currency: "PLN", periods: [whole] }]);
  assert.equal(zloty.ok && zloty.value.currency, "PLN");
});

Deno.test("entsoe: an acknowledgement is told by its text, with status 200 or 400", () => {
  const wish = wishFor("NO1", "2026-01-14", { settings });
  const answer = (text: string, status: number) =>
    asked(entsoe, wish, () => replyOf(text, { status, contentType: "application/xml" }));
  for (const status of [200, 400]) {
    assert.equal(codeOf(answer(NO_DATA, status)), "price-unpublished");
    const limit = answer(
      NO_DATA.replace(
        "No matching data found",
        "The amount of requested data exceeds allowed limit",
      ),
      status,
    );
    assert.equal(codeOf(limit), "price-rejected");
    assert.match(limit.ok ? "" : limit.fault.message, /exceeds allowed limit/);
  }
});
