import assert from "node:assert/strict";
import { newLane } from "#energy/lane.ts";
import { LaneRules } from "#energy/lane_rules.ts";
import { NINE_MS } from "#tests/support/readings.ts";
import { QuarterShelf } from "#tests/support/quarter_shelf.ts";

const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;
const HOUR_MS = 3_600_000;

/** A lane that hears power every minute, and a register when the test says one. */
function lane() {
  const shelf = new QuarterShelf();
  const state = newLane();
  const rules = new LaneRules({ direction: "import", lane: state, book: shelf, limitW: 17_000 });
  let atMs = NINE_MS;
  const register = (wh: number) => rules.register({ atMs, wh, clockMs: null, meterId: null });
  const minutes = (count: number, meanW: number, each: () => void = () => {}) => {
    for (let minute = 0; minute < count; minute++) {
      const fromMs = atMs;
      atMs += MINUTE_MS;
      const passage = { fromMs, toMs: atMs, spanMs: MINUTE_MS, stepMs: 0 };
      rules.integrate(passage, { meanW, unsureW: 0 });
      each();
    }
  };
  const skip = (spanMs: number) => {
    rules.skip({ fromMs: atMs, toMs: atMs += spanMs, spanMs, stepMs: 0 });
  };
  const kinds = () => shelf.events.map(({ kind }) => kind);
  return { shelf, state, register, minutes, skip, kinds };
}

Deno.test("LaneRules stays at the Wh of a register that comes back after a week", () => {
  const { shelf, state, register, minutes, kinds } = lane();
  register(100_003);
  minutes(7 * DAY_MINUTES, 500);
  assert.ok(state.parts.length <= 200);
  assert.deepEqual(kinds(), ["register-silent"]);
  register(100_003 + 85_000);
  assert.equal(shelf.total(), 85_000);
  const first = shelf.qualities(NINE_MS, NINE_MS + HOUR_MS);
  assert.deepEqual(new Set(first), new Set(["integrated"]));
});

Deno.test("LaneRules pays back what it integrated too much before it counts on", () => {
  const { shelf, register, minutes } = lane();
  register(100_003);
  minutes(7 * DAY_MINUTES, 500);
  register(100_003 + 50_000);
  const aheadWh = shelf.total() - 50_000;
  assert.ok(aheadWh > 0);
  minutes(DAY_MINUTES, 5000);
  register(100_003 + 50_000 + 120_000);
  assert.equal(shelf.total(), 170_000);
});

Deno.test("LaneRules takes a register that is heard and stands for days for true", () => {
  const { shelf, state, register, minutes, kinds } = lane();
  register(100_000);
  minutes(5 * DAY_MINUTES, 3, () => register(100_000));
  assert.deepEqual(kinds(), []);
  assert.ok(state.parts.length <= 200 && shelf.total() < 200);
  minutes(2, 3, () => register(100_010));
  assert.equal(shelf.total(), 10);
});

Deno.test("LaneRules books energy that came in no known time as a guess, or not at all", () => {
  const life = (clocks: readonly [number, number] | null) => {
    const shelf = new QuarterShelf();
    const rules = new LaneRules({
      direction: "import",
      lane: newLane(),
      book: shelf,
      limitW: 17_000,
    });
    const value = { atMs: NINE_MS, wh: 1001, clockMs: clocks?.[0] ?? null, meterId: null };
    rules.register(value);
    const passage = { fromMs: NINE_MS, toMs: NINE_MS + 1000, spanMs: 1000, stepMs: 0 };
    rules.integrate(passage, { meanW: 500, unsureW: 0 });
    rules.register({ ...value, atMs: NINE_MS + 1000, wh: 9001, clockMs: clocks?.[1] ?? null });
    return [shelf.total(), ...shelf.qualities(NINE_MS, NINE_MS + HOUR_MS)];
  };
  assert.deepEqual(life([NINE_MS - 5 * HOUR_MS, NINE_MS]), [8000, "interpolated"]);
  assert.deepEqual(life(null), [0, "integrated"]);
});

Deno.test("LaneRules begins anew after more than a month of silence, and says so", () => {
  const { shelf, register, skip, kinds } = lane();
  register(100_003);
  skip(40 * 24 * HOUR_MS);
  register(200_003);
  assert.deepEqual([shelf.total(), kinds()], [0, ["register-jump"]]);
});

Deno.test("LaneRules without any register counts whole Wh and settles quarter by quarter", () => {
  const { shelf, minutes } = lane();
  minutes(60, 333);
  assert.equal(shelf.total(), 333);
  const quarters = shelf.imports(NINE_MS, NINE_MS + HOUR_MS);
  assert.deepEqual(quarters, [83, 83, 83, 84]);
  assert.ok(shelf.quarters.get(NINE_MS)?.open === 0);
});
