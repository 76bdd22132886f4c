import assert from "node:assert/strict";
import type { HouseholdState } from "#codec/encode/household_state.ts";
import { LAYOUTS } from "#codec/encode/layouts/mod.ts";
import type { Layout, Push } from "#codec/encode/parts/layout.ts";
import { LineDecoder } from "#codec/line_decoder.ts";
import type { DecodedReading } from "#model/reading.ts";
import { Zone } from "#model/zone.ts";
import { randomState } from "#tests/support/random_state.ts";
import { meterOptions } from "#tests/support/meter_options.ts";
import { freshSeed, seeded } from "#tests/support/random.ts";

const STATES = 60;
const zone = new Zone("Europe/Oslo");

/** Sub-meters and counts of the grid's quality: encoded here, read by the decoder of stage 2. */
const NOT_READ = /^(subMeters|activeTariff|failures|longFailures|(sags|swells)L[123])$/;

function expected(layout: Layout, state: HouseholdState, list: Push["list"]): DecodedReading {
  const entries = Object.entries(layout.expected(state, list));
  return Object.fromEntries(entries.filter(([key]) => !NOT_READ.test(key))) as DecodedReading;
}

function decode(bytes: Uint8Array): DecodedReading[] {
  const decoder = new LineDecoder(meterOptions());
  return [...decoder.push(bytes, 0), ...decoder.flush()].map(({ outcome }) => {
    if (!outcome.ok) throw outcome.fault;
    return outcome.value;
  });
}

for (const layout of LAYOUTS as readonly Layout[]) {
  for (const { list } of layout.pushes) {
    Deno.test(`${layout.id} list ${list}: what is encoded is what is decoded`, () => {
      const seed = freshSeed();
      const random = seeded(seed);
      for (let count = 0; count < STATES; count++) {
        const wiring = layout.wirings[count % layout.wirings.length]!;
        const state = randomState(random, { zone, wiring });
        const where = `seed ${seed}, state ${count}, ${wiring}, ${new Date(state.atMs).toJSON()}`;
        const readings = decode(layout.encode(state, list));
        assert.deepEqual(readings, [expected(layout, state, list)], where);
      }
    });
  }
}
