import assert from "node:assert/strict";
import { NO_GUESS, type Part } from "#energy/lane.ts";
import { type Difference, sharesOf } from "#energy/shares.ts";

const QUARTER_MS = 900_000;

function part(quarter: number, wh: number, heardMs = QUARTER_MS): Part {
  return { quarterMs: quarter * QUARTER_MS, wh, heardMs, ...NO_GUESS, carryWh: 0, shownWh: 0 };
}

function shares(byWh: number, about: Partial<Difference>): [number, string][] {
  const nothing = { parts: [], gaps: [], isUnsure: false, profileWh: () => null };
  return sharesOf({ byWh, ...nothing, ...about }).map(({ wh, quality }) => [wh, quality]);
}

Deno.test("sharesOf() scales the integral to the difference (A4, A6)", () => {
  const parts = [1400, 1550, 1500, 1450].map((wh, at) => part(at, wh));
  assert.deepEqual(shares(6000, { parts }), [
    [1424, "scaled"],
    [1576, "scaled"],
    [1525, "scaled"],
    [1475, "scaled"],
  ]);
  const five = [3200, 0, 0, 1100, 1700].map((wh, at) => part(at, wh));
  assert.deepEqual(shares(6100, { parts: five }).map(([wh]) => wh), [3254, 0, 0, 1118, 1728]);
});

Deno.test("sharesOf() gives equal quarters when nothing was integrated (A5)", () => {
  const parts = [0, 1, 2, 3].map((at) => part(at, 0));
  assert.deepEqual(shares(1001, { parts }).map(([wh]) => wh), [251, 250, 250, 250]);
});

Deno.test("sharesOf() keeps what was integrated and gives the rest to the gap", () => {
  const gaps = [{ fromMs: QUARTER_MS, toMs: 3 * QUARTER_MS }];
  assert.deepEqual(shares(900, { parts: [part(0, 500)], gaps }), [
    [500, "integrated"],
    [200, "interpolated"],
    [200, "interpolated"],
  ]);
  assert.deepEqual(shares(400, { parts: [part(0, 500)], gaps }).map(([wh]) => wh), [400, 0, 0]);
});

Deno.test("sharesOf() shapes a gap as the weeks before were; an unknown quarter is a mean one", () => {
  const gaps = [{ fromMs: 0, toMs: 3 * QUARTER_MS }];
  const usual = [100, 500, null];
  const profileWh = (quarterMs: number) => usual[quarterMs / QUARTER_MS] ?? null;
  assert.deepEqual(shares(900, { gaps, profileWh }).map(([wh]) => wh), [100, 500, 300]);
  assert.deepEqual(shares(900, { gaps, profileWh: () => 0 }).map(([wh]) => wh), [300, 300, 300]);
});

Deno.test("sharesOf() measures what can only be of one quarter, or is one step of a register", () => {
  const gaps = [{ fromMs: 60_000, toMs: 800_000 }];
  assert.deepEqual(shares(700, { parts: [part(0, 10, 60_000)], gaps }), [[700, "measured"]]);
  const parts = [part(0, 30), part(1, 10)];
  assert.deepEqual(shares(10, { parts }), [[8, "measured"], [2, "measured"]]);
  assert.deepEqual(shares(12, { parts }), [[9, "scaled"], [3, "scaled"]]);
});

Deno.test("sharesOf() does not trust a guess at a border that may be wrong by more than 50 Wh", () => {
  const guess = (guessWh: number) => [
    { ...part(0, 100, 60_000), endGuessWh: guessWh },
    { ...part(1, 100, 60_000), startGuessWh: guessWh },
  ];
  const qualities = (byWh: number, guessWh: number) =>
    shares(byWh, { parts: guess(guessWh) }).map(([, quality]) => quality);
  assert.deepEqual(qualities(200, 20), ["scaled", "scaled"]);
  assert.deepEqual(qualities(200, 60), ["interpolated", "interpolated"]);
  assert.deepEqual(qualities(260, 0), ["interpolated", "interpolated"]);
});

Deno.test("sharesOf() sums two passes over one quarter", () => {
  const parts = [part(0, 100), part(1, 100), part(0, 200), part(1, 200)];
  assert.deepEqual(shares(600, { parts }), [[300, "scaled"], [300, "scaled"]]);
});
