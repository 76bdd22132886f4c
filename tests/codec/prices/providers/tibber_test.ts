import assert from "node:assert/strict";
import { begin } from "#codec/prices/ask.ts";
import type { PriceRequest } from "#codec/prices/provider.ts";
import { tibber } from "#codec/prices/providers/tibber.ts";
import { asked, codeOf, replyOf, wishFor } from "#tests/support/price_wish.ts";

const settings = { token: "secret-token" };
const wish = wishFor("NO1", "2026-01-14", { settings });

function day(count: number, energyOf: (at: number) => number, currency = "NOK") {
  return Array.from({ length: count }, (_, at) => ({
    total: 1,
    energy: energyOf(at),
    startsAt: new Date(wish.day.fromMs + at * 900_000).toISOString(),
    currency,
  }));
}

function home(today: unknown, tomorrow: unknown = [], status = "running"): string {
  const currentSubscription = { status, priceInfo: { today, tomorrow } };
  return JSON.stringify({ data: { viewer: { home: { currentSubscription } } } });
}

const homes = (...statuses: (string | null)[]) =>
  JSON.stringify({
    data: {
      viewer: {
        homes: statuses.map((status, at) => ({
          id: `home-${at}`,
          currentSubscription: status === null ? null : { status },
        })),
      },
    },
  });

Deno.test("tibber: asks for the homes first and takes the one with a running contract", () => {
  const asks: PriceRequest[] = [];
  const found = asked(tibber, wish, (request) => {
    asks.push(request);
    return replyOf(
      asks.length === 1 ? homes(null, "ended", "running") : home(day(96, () => 0.5709)),
    );
  });
  assert.ok(found.ok, found.ok ? "" : found.fault.message);
  assert.equal(found.value.points[0]!.microPerKwh, 570_900);
  assert.deepEqual(asks.map(({ headers }) => headers["authorization"]), [
    "Bearer secret-token",
    "Bearer secret-token",
  ]);
  const body = JSON.parse(asks[1]!.body!);
  assert.deepEqual(body.variables, { id: "home-2" });
  assert.match(body.query, /priceInfo\(resolution: QUARTER_HOURLY\)/);
  assert.ok(!asks[1]!.shownUrl.includes("secret"));
});

Deno.test("tibber: wants a token without blanks", () => {
  for (const token of [undefined, "", "a b", "a\nb"]) {
    const step = begin(tibber, { ...wish, settings: token === undefined ? {} : { token } });
    assert.equal(codeOf(step), "price-settings");
  }
});

Deno.test("tibber: its own errors, also with status 400", () => {
  const code = (text: string, status = 200) =>
    codeOf(
      asked(tibber, { ...wish, settings: { ...settings, homeId: "x" } }, () =>
        replyOf(text, { status })),
    );
  const error = (message: string, code: string) =>
    JSON.stringify({ errors: [{ message, extensions: { code } }], data: null });
  assert.equal(code(error("no valid token", "UNAUTHENTICATED")), "price-denied");
  assert.equal(
    code(error("Cannot query field", "GRAPHQL_VALIDATION_FAILED"), 400),
    "price-rejected",
  );
  assert.equal(code(JSON.stringify({ errors: [] })), "price-reply");
  assert.equal(code(JSON.stringify({ data: { viewer: { home: {} } } })), "price-settings");
  assert.equal(code(JSON.stringify({ data: { viewer: { home: null } } })), "price-reply");
  assert.equal(code(homes("ended")), "price-settings");
  assert.equal(code(homes()), "price-settings");
  assert.equal(code(home([], [])), "price-unpublished");
  assert.equal(code(home(day(95, () => 1), day(1, () => 1, "EUR"))), "price-reply");
  assert.equal(code("", 401), "price-denied");
});

Deno.test("tibber: asking for ever is stopped", () => {
  assert.equal(codeOf(asked(tibber, wish, () => replyOf(homes("running")))), "internal");
});
