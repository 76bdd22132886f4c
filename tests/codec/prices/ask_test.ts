import assert from "node:assert/strict";
import type { HttpProvider, PriceReply, PriceWish } from "#codec/prices/provider.ts";
import { providerOf, PROVIDERS } from "#codec/prices/providers/mod.ts";
import type { PriceSeries } from "#model/price.ts";
import type { Outcome } from "#model/outcome.ts";
import { begin } from "#codec/prices/ask.ts";
import { damagedBytes, damagedText } from "#tests/support/price_damage.ts";
import { freshSeed, seeded } from "#tests/support/random.ts";
import { type Cleared, type Twin, TWINS } from "#tests/support/price_twins.ts";
import { asked, codeOf, DAYS, replyOf, wishFor } from "#tests/support/price_wish.ts";

/** Prices of a day with what is odd in them: negative, zero, whole, repeated at the end. */
function cleared({ day }: PriceWish, minutes: number): Cleared[] {
  const lengthMs = minutes * 60_000;
  return Array.from({ length: (day.toMs - day.fromMs) / lengthMs }, (_, at) => ({
    fromMs: day.fromMs + at * lengthMs,
    toMs: day.fromMs + (at + 1) * lengthMs,
    eurPerMwh: at === 3 ? -5.2 : at === 4 ? 0 : at === 5 ? 61 : at > 20 ? 48.71 : 40.01 + at,
  }));
}

function wishOf(twin: Twin, date: string): PriceWish {
  return wishFor(twin.area, date, { settings: twin.settings ?? {} });
}

function answer(
  twin: Twin,
  wish: PriceWish,
  prices: readonly Cleared[],
  changes: Partial<PriceReply> = {},
): Outcome<PriceSeries> {
  return asked(
    providerOf(twin.id)!,
    wish,
    ({ url }) =>
      replyOf(twin.body(prices, wish, url), { contentType: twin.contentType, ...changes }),
  );
}

Deno.test("every provider that is asked has a twin here", () => {
  const wanted = PROVIDERS.filter(({ format }) => format !== "none").map(({ id }) => id);
  assert.deepEqual(TWINS.map(({ id }) => id).toSorted(), wanted.toSorted());
});

for (const twin of TWINS) {
  const { id, minutes = 15, rate = 1, tolerance = 0 } = twin;
  const january = wishOf(twin, DAYS[0]);
  const prices = cleared(january, minutes);
  const fail = (changes: Partial<PriceReply>) =>
    codeOf(asked(providerOf(id)!, january, () => replyOf("", changes)));

  Deno.test(`${id}: days of 24, 23 and 25 hours are read whole`, () => {
    for (const date of DAYS) {
      const wish = wishOf(twin, date);
      const sent = cleared(wish, minutes);
      const outcome = answer(twin, wish, sent);
      assert.ok(outcome.ok, `${date}: ${outcome.ok || outcome.fault.message}`);
      const { points, resolutionMin, provider, marks } = outcome.value;
      assert.deepEqual([provider, resolutionMin, points.length], [id, minutes, sent.length]);
      assert.ok(!marks.includes("partial"));
      for (const [at, point] of points.entries()) {
        assert.deepEqual([point.fromMs, point.toMs], [sent[at]!.fromMs, sent[at]!.toMs]);
        const wanted = sent[at]!.eurPerMwh * rate * 1000;
        const difference = Math.abs(point.microPerKwh - wanted);
        assert.ok(difference <= tolerance + 0.5, `${date} ${at}: ${point.microPerKwh}, ${wanted}`);
        assert.ok(Number.isInteger(point.microPerKwh));
      }
    }
  });

  Deno.test(`${id}: before publication it says so`, () => {
    const { unpublished } = twin;
    if (unpublished !== undefined) assert.equal(fail(unpublished), "price-unpublished");
    // The empty shape counts as well; a rolling text file without rows is no file.
    if (id !== "omie-rolling") {
      assert.equal(codeOf(answer(twin, january, [])), "price-unpublished");
    }
  });

  Deno.test(`${id}: a hole is a fault, or marked where windows roll`, () => {
    const holed = prices.filter((_, at) => at !== 7);
    // In these a missing price is a repeated or a later one.
    if (["entsoe", "hub"].includes(id)) return assert.equal(twin.isRolling, undefined);
    const outcome = answer(twin, january, holed);
    if (twin.isRolling ?? false) {
      assert.ok(outcome.ok);
      assert.ok(outcome.value.marks.includes("partial"));
      assert.equal(outcome.value.points.length, holed.length);
    } else {
      assert.equal(codeOf(outcome), "price-incomplete");
      assert.match(outcome.ok ? "" : outcome.fault.message, /\d+ of \d+ prices, none for 2026-/);
    }
  });

  // Order is what the others go by.
  if (!["entsoe", "hub", "easyenergy"].includes(id)) {
    Deno.test(`${id}: rows in any order, and twice, are the same day`, () => {
      const shuffled = [...prices].reverse().concat(prices.slice(0, 9));
      const [whole, again] = [answer(twin, january, prices), answer(twin, january, shuffled)];
      assert.ok(whole.ok && again.ok, again.ok ? "" : again.fault.message);
      assert.deepEqual(again.value.points, whole.value.points);
    });
  }

  Deno.test(`${id}: statuses, pages of maintenance and cut replies are named`, () => {
    assert.equal(fail({ status: 429 }), "price-throttled");
    assert.equal(fail({ status: 500 }), "price-server");
    assert.equal(fail({ status: 503, body: new TextEncoder().encode("<html>") }), "price-server");
    assert.match(fail({ status: 401 }), /^price-(denied|rejected)$/);
    assert.equal(fail({ body: new Uint8Array(0) }), "price-reply");
    const page = replyOf("<!DOCTYPE html><html><body>Wartung &nbsp;</body></html>", {
      contentType: "text/html; charset=utf-8",
    });
    const outcome = asked(providerOf(id)!, january, () => page);
    // Before the auction OMIE has a page in place of the file.
    assert.equal(codeOf(outcome), id === "omie" ? "price-unpublished" : "price-reply");
    const cut = asked(providerOf(id)!, january, ({ url }) => {
      const reply = replyOf(twin.body(prices, january, url));
      return { ...reply, body: reply.body.slice(0, reply.body.length - 30) };
    });
    assert.match(codeOf(cut), /^price-(reply|incomplete)$/, codeOf(cut));
  });

  Deno.test(`${id}: the request keeps to the base address and shows no token`, () => {
    const settings = { ...twin.settings, baseUrl: "http://127.0.0.1:9/mirror/" };
    const step = begin(providerOf(id)!, { ...january, settings });
    assert.ok(step.ok && step.value.kind === "ask");
    const { url, shownUrl } = step.value.request;
    if (id !== "json") assert.match(url, /^http:\/\/127\.0\.0\.1:9\/mirror\/[^/]/);
    if (settings.token !== undefined) assert.ok(!shownUrl.includes(settings.token));
    const wrong = begin(providerOf(id)!, {
      ...january,
      settings: { ...settings, baseUrl: "ftp:" },
    });
    if (id !== "json") assert.equal(codeOf(wrong), "price-settings");
  });
}

Deno.test("begin() refuses areas that a provider does not serve", () => {
  const step = begin(providerOf("elering") as HttpProvider, wishFor("NO1", DAYS[0]));
  assert.equal(codeOf(step), "price-settings");
});

Deno.test("proceed() keeps tokens out of faults, also when the server repeats them", () => {
  const twin = TWINS.find(({ id }) => id === "entsoe")!;
  const token = twin.settings!.token!;
  const wish = wishOf(twin, DAYS[0]);
  const echo = (status: number, text: string) =>
    asked(providerOf("entsoe")!, wish, () => replyOf(text, { status }));
  const rejected = `<Acknowledgement_MarketDocument><Reason><code>999</code>` +
    `<text>Invalid query attributes or parameters: securityToken=${token}</text></Reason>` +
    `</Acknowledgement_MarketDocument>`;
  for (
    const outcome of [
      echo(200, rejected),
      echo(500, `no access for ${token}`),
      echo(401, `<p>${"x ".repeat(48)}token=${token}</p>`),
    ]
  ) {
    assert.ok(!outcome.ok);
    assert.ok(!outcome.fault.message.includes(token.slice(0, 8)), outcome.fault.message);
  }
  assert.equal(codeOf(echo(200, rejected)), "price-rejected");
  assert.equal(codeOf(echo(401, "")), "price-denied");
});

const DAMAGED = 250;

for (const twin of TWINS) {
  Deno.test(`${twin.id}: damaged replies are sound prices or a short fault`, () => {
    const seed = freshSeed();
    const random = seeded(seed);
    const wish = wishOf(twin, DAYS[2]);
    const prices = cleared(wish, twin.minutes ?? 15);
    const startMs = performance.now();
    assert.doesNotThrow(() => {
      for (let count = 0; count < DAMAGED; count++) {
        const outcome = asked(providerOf(twin.id)!, wish, ({ url }) => {
          const sent = twin.body(prices, wish, url);
          const isText = typeof sent === "string" && random() < 0.9;
          const bytes = typeof sent === "string" ? new TextEncoder().encode(sent) : sent;
          return replyOf(isText ? damagedText(sent, random) : damagedBytes(bytes, random));
        });
        if (outcome.ok) isSound(outcome.value, wish);
        else assert.ok(outcome.fault.message.length < 1000, outcome.fault.message);
      }
    }, `METERD_SEED=${seed}`);
    assert.ok(performance.now() - startMs < 20_000, `METERD_SEED=${seed}`);
  });
}

/** What may be wrong are prices themselves, never their order, number, size or day. */
function isSound({ points, fromMs, toMs, resolutionMin, marks }: PriceSeries, wish: PriceWish) {
  assert.deepEqual([fromMs, toMs], [wish.day.fromMs, wish.day.toMs]);
  let lastMs = fromMs;
  for (const point of points) {
    assert.ok(point.fromMs >= lastMs && point.toMs - point.fromMs === resolutionMin * 60_000);
    assert.ok(Number.isSafeInteger(point.microPerKwh) && !Object.is(point.microPerKwh, -0));
    assert.ok(point.eurMicroPerKwh === null || Number.isSafeInteger(point.eurMicroPerKwh));
    lastMs = point.toMs;
  }
  assert.ok(lastMs <= toMs);
  const isWhole = points.length * resolutionMin * 60_000 === toMs - fromMs;
  assert.ok(isWhole || marks.includes("partial"));
}
