/**
 * Random meters live through loss, silence, repeats, restarts, exchanges and steps of the clock;
 * the engine must come to the same quarters as the reference, and lose no Wh.
 */
import assert from "node:assert/strict";
import { IntervalRules, type IntervalState, newIntervalState } from "#energy/intervals.ts";
import { DIRECTIONS, qualityOf } from "#energy/quarter.ts";
import type { MeterReading } from "#model/reading.ts";
import { QuarterShelf } from "#tests/support/quarter_shelf.ts";
import { seeded } from "#tests/support/random.ts";
import { randomLife } from "./random_life.ts";
import { referenceQuarters } from "./reference.ts";

const LIVES = Number(Deno.env.get("METERD_LIVES") ?? 25);
const FIRST_SEED = Number(Deno.env.get("METERD_SEED") ?? 1);

/** The quarters the engine makes of a life that is cut by restarts at random places. */
function lived(readings: readonly MeterReading[], random: () => number): QuarterShelf {
  const shelf = new QuarterShelf();
  let state = newIntervalState();
  let rules = new IntervalRules({ state, book: shelf });
  for (const entry of readings) {
    if (random() < 0.01) {
      state = JSON.parse(JSON.stringify(state)) as IntervalState;
      rules = new IntervalRules({ state, book: shelf });
    }
    rules.take(entry);
  }
  return shelf;
}

Deno.test("any life gives the quarters of the reference, and the register's difference to the Wh", () => {
  for (let seed = FIRST_SEED; seed < FIRST_SEED + LIVES; seed++) {
    const random = seeded(seed);
    const { readings, story, hasSwap } = randomLife(random);
    const shelf = lived(readings, random);
    const where = `seed ${seed}: ${story}`;
    for (const direction of DIRECTIONS) {
      const expected = referenceQuarters(readings, direction);
      const total = [...expected.values()].reduce((sum, { wh }) => sum + wh, 0);
      for (const [atMs, { wh }] of expected) {
        const own = shelf.quarters.get(atMs)?.[`${direction}Wh`] ?? 0;
        const at = `${new Date(atMs).toISOString()} ${direction}, ${where}`;
        assert.ok(Math.abs(own - wh) <= 1, `${own} and not ${wh} Wh at ${at}`);
      }
      if (hasSwap) continue;
      // Before the first register a sum of fractions is rounded down.
      const slackWh = readings[0]?.reading[`${direction}Wh`] === undefined ? 1 : 0;
      assert.ok(Math.abs(shelf.total(direction) - total) <= slackWh, where);
    }
    const both = DIRECTIONS.map((direction) => referenceQuarters(readings, direction));
    for (const [atMs, quarter] of shelf.quarters) {
      const qualities = both.map((quarters) => quarters.get(atMs)?.quality ?? "measured");
      assert.ok(
        qualities.includes(qualityOf(quarter)),
        `${qualityOf(quarter)} not ${qualities} at ${new Date(atMs).toISOString()}, ${where}`,
      );
    }
  }
});
