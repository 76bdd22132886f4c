import assert from "node:assert/strict";
import { begin } from "#codec/prices/ask.ts";
import type { JsonSource } from "#codec/prices/provider.ts";
import { json } from "#codec/prices/providers/json.ts";
import { asked, codeOf, replyOf, wishFor } from "#tests/support/price_wish.ts";

const SOURCE: JsonSource = {
  url: "https://x.example/",
  rows: "",
  from: "at",
  price: "price",
  unit: "perKwh",
  currency: "NOK",
};
const DATE = "2026-10-25";

const wishOf = (source: Partial<JsonSource>) =>
  wishFor("NO1", DATE, { settings: { token: "t&k", json: { ...SOURCE, ...source } } });

function prices(source: Partial<JsonSource>, reply: unknown): (string | number)[] {
  const found = asked(json, wishOf(source), () => replyOf(JSON.stringify(reply)));
  assert.ok(found.ok, found.ok ? "" : found.fault.message);
  return found.value.points.flatMap(({ fromMs, microPerKwh }) => [
    new Date(fromMs).toISOString().slice(0, 16),
    microPerKwh,
  ]);
}

Deno.test("json: the address and headers are filled in", () => {
  const url = "https://x.example/{year}/{month}/{day}?d={date}&n={nextDate}&a={area}&e={eic}" +
    "&f={from}&t={toS}&c={currency}&m={minutes}&k={token}&u={unknown}";
  const headers = { "X-Key": "{token}" };
  const step = begin(json, wishOf({ url: url.replace("{unknown}", ""), headers }));
  assert.ok(step.ok && step.value.kind === "ask", step.ok ? "" : step.fault.message);
  const { request } = step.value;
  assert.equal(
    request.url,
    "https://x.example/2026/10/25?d=2026-10-25&n=2026-10-26&a=NO1&e=10YNO-1--------2" +
      "&f=2026-10-24T22:00:00.000Z&t=1792969200&c=NOK&m=15&k=t%26k&u=",
  );
  assert.equal(request.headers["x-key"], "t&k");
  assert.ok(!/t%26k|t&k/.test(request.shownUrl));
});

Deno.test("json: times in seconds, milliseconds, with an offset and without", () => {
  const rows = (first: unknown, second: unknown) => [
    { at: first, price: "0.5" },
    { at: second, price: -0.25 },
  ];
  const wanted = ["2026-10-25T00:00", 500_000, "2026-10-25T01:00", -250_000];
  assert.deepEqual(prices({}, rows(1792886400, 1792890000)), wanted);
  assert.deepEqual(prices({}, rows(1792886400000, 1792890000000)), wanted);
  assert.deepEqual(
    prices({}, rows("2026-10-25T02:00+02:00", "2026-10-25T02:00:00.0+01:00")),
    wanted,
  );
  // The same wall clock twice: the repeated hour.
  assert.deepEqual(prices({}, rows("2026-10-25 02:00", "2026-10-25 02:00")), wanted);
  const inUtc = { zone: "UTC" };
  assert.deepEqual(prices(inUtc, rows("2026-10-25 00:00", "2026-10-25 01:00")), wanted);
});

Deno.test("json: rows as lists, columns beside each other, other units, VAT", () => {
  const wanted = ["2026-10-25T00:00", 500_000, "2026-10-25T01:00", 250_000];
  const at = [1792886400, 1792890000];
  const pairs = { data: [[at[0], 625], [at[1], 312.5]] };
  const ofPairs = { rows: "data", from: "0", price: "1", unit: "perMwh", vatPercent: 25 } as const;
  assert.deepEqual(prices(ofPairs, pairs), wanted);
  const columns = { a: { b: { at, to: [1792890000, 1792893600], cent: [50, 25] } } };
  const ofColumns = { rows: "a.b", price: "cent", to: "to", unit: "centPerKwh" } as const;
  assert.deepEqual(prices(ofColumns, columns), wanted);
  const found = asked(json, wishOf(ofPairs), () => replyOf(JSON.stringify(pairs)));
  assert.deepEqual(found.ok && found.value.marks, ["partial", "gross"]);
});

Deno.test("json: settings and replies that do not fit are named", () => {
  const code = (source: Partial<JsonSource>, reply: unknown) =>
    codeOf(asked(json, wishOf(source), () => replyOf(JSON.stringify(reply))));
  assert.equal(codeOf(begin(json, wishFor("NO1", DATE))), "price-settings");
  assert.equal(code({ url: "x.example" }, []), "price-settings");
  assert.equal(code({ headers: { "a b": "c" } }, []), "price-settings");
  assert.equal(code({ headers: { "a": "c\nd" } }, []), "price-settings");
  assert.equal(code({ rows: "data" }, []), "price-reply");
  assert.equal(code({ rows: "__proto__" }, {}), "price-reply");
  assert.equal(code({}, []), "price-unpublished");
  assert.equal(code({}, [{ at: "noon", price: 1 }]), "price-reply");
  assert.equal(code({}, [{ at: 1792886400, price: "dear" }]), "price-reply");
  assert.equal(code({ rows: "a" }, { a: { at: [1], price: [] } }), "price-reply");
});
