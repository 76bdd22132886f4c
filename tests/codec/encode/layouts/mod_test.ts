import assert from "node:assert/strict";
import type { Security } from "#codec/encode/cipher.ts";
import type { HouseholdState } from "#codec/encode/household_state.ts";
import { layoutOf, LAYOUTS } from "#codec/encode/layouts/mod.ts";
import type { Layout, Push } from "#codec/encode/parts/layout.ts";
import { LineDecoder } from "#codec/line_decoder.ts";
import { type MeterOptions, NO_MULTIPLIERS } from "#model/meter.ts";
import type { DecodedReading } from "#model/reading.ts";
import { Zone } from "#model/zone.ts";
import { meterOptions } from "#tests/support/meter_options.ts";
import { oddHouseholds } from "#tests/support/odd_households.ts";
import { freshSeed, seeded } from "#tests/support/random.ts";
import { randomSecurity } from "#tests/support/random_security.ts";
import { randomState, withPlausiblePower } from "#tests/support/random_state.ts";

const STATES = 60;
const zone = new Zone("Europe/Oslo");
const layouts: readonly Layout[] = LAYOUTS;

/** What a reader without keys must have set for a layout. */
function optionsOf(layout: Layout, keys: Partial<MeterOptions> = {}): MeterOptions {
  return meterOptions({ multipliers: { ...NO_MULTIPLIERS, ...layout.multipliers }, ...keys });
}

function decode(bytes: Uint8Array, options: MeterOptions): DecodedReading[] {
  const decoder = new LineDecoder(options);
  return [...decoder.push(bytes, 0), ...decoder.flush()].map(({ outcome }) => {
    if (!outcome.ok) throw outcome.fault;
    return outcome.value;
  });
}

/** Readers of these look at the power to understand the currents. */
const PLAUSIBLE = /^lg-/;

/** Random households of every wiring of a layout, each with the words that find it again. */
function* households(layout: Layout, random: () => number, seed: number) {
  for (let count = 0; count < STATES; count++) {
    const wiring = layout.wirings[count % layout.wirings.length]!;
    const any = randomState(random, { zone, wiring });
    const state = PLAUSIBLE.test(layout.id) ? withPlausiblePower(any) : any;
    const at = new Date(state.atMs).toJSON();
    yield { count, state, where: `METERD_SEED=${seed}, state ${count}, ${wiring}, ${at}` };
  }
}

/** The ways a frame may be ciphered, and whether the reader knows the second key. */
const WAYS = [
  { control: 0x20, readerHasBoth: false },
  { control: 0x21, readerHasBoth: true },
  { control: 0x30, readerHasBoth: true },
  { control: 0x30, readerHasBoth: false },
] as const;

for (const layout of layouts) {
  for (const { list } of layout.pushes) {
    Deno.test(`${layout.id} list ${list}: what is encoded is what is decoded`, () => {
      const seed = freshSeed();
      for (const { state, where } of households(layout, seeded(seed), seed)) {
        const readings = decode(layout.encode(state, list), optionsOf(layout));
        assert.deepEqual(readings, [layout.expected(state, list)], where);
      }
    });

    Deno.test(`${layout.id} list ${list}: odd households are decoded as well`, () => {
      for (const wiring of layout.wirings) {
        for (const { name, state } of oddHouseholds({ zone, wiring })) {
          const readings = decode(layout.encode(state, list), optionsOf(layout));
          assert.deepEqual(readings, [layout.expected(state, list)], `${name}, ${wiring}`);
        }
      }
    });

    if (layout.ciphering !== undefined) testCiphered(layout, list, layout.ciphering.maker);
  }
}

function testCiphered(layout: Layout, list: Push["list"], maker: string): void {
  Deno.test(`${layout.id} list ${list}: ciphered it reads the same`, () => {
    const seed = freshSeed();
    const random = seeded(seed);
    for (const { count, state, where } of households(layout, random, seed)) {
      const { control, readerHasBoth } = WAYS[count % WAYS.length]!;
      const security = randomSecurity(random, { maker, control });
      const keys = {
        encryptionKey: security.encryptionKey,
        authenticationKey: readerHasBoth ? security.authenticationKey : null,
      };
      const readings = decode(layout.encode(state, list, security), optionsOf(layout, keys));
      const authenticated = control === 0x30 && readerHasBoth;
      const expected = { ...layout.expected(state, list, security), authenticated };
      assert.deepEqual(readings, [expected], `${where}, control ${control.toString(16)}`);
    }
  });

  Deno.test(`${layout.id} list ${list}: ciphered it says nothing to a reader without the key`, () => {
    const seed = freshSeed();
    const random = seeded(seed);
    const wiring = layout.wirings[0];
    const state = randomState(random, { zone, wiring });
    for (const { control } of WAYS) {
      const security = randomSecurity(random, { maker, control });
      assert.deepEqual(
        faultsOf({ layout, list, state, security }),
        ["cipher-needs-key"],
        `${seed}`,
      );
    }
  });
}

function faultsOf(
  { layout, list, state, security }: {
    layout: Layout;
    list: Push["list"];
    state: HouseholdState;
    security: Security;
  },
): string[] {
  const decoder = new LineDecoder(optionsOf(layout));
  const decoded = decoder.push(layout.encode(state, list, security), 0);
  return [...decoded, ...decoder.flush()].map(({ outcome }) =>
    outcome.ok ? "a reading" : outcome.fault.code
  );
}

/** Bytes on the line of captured telegrams: layout, list, wiring, security control, count. */
const CAPTURED = [
  ["kamstrup", 2, "tn", 0x30, 258],
  ["kamstrup-se", 3, "tn", null, 302],
  ["kamstrup-dk", 4, "tn", null, 461],
  ["kamstrup-dk", 4, "tn", 0x30, 491],
  ["kamstrup-dk", 4, "single", 0x30, 317],
  ["kaifa-at", 4, "tn", 0x20, (245 + 11) + (15 + 11)],
  ["sagemcom-at", 4, "tn", 0x20, (252 + 11) + (8 + 11)],
  ["kaifa-at-vorarlberg", 3, "tn", 0x21, (245 + 11) + (109 + 11)],
  ["iskra-si", 3, "tn", null, 109],
  ["iskra-si", 4, "tn", null, 131],
  ["iskra-si-celje", 2, "tn", null, 98],
  ["iskra-si-1p", 3, "single", null, 99],
  ["iskra-si-registers", 3, "tn", null, 57],
  ["iskra-ch", 3, "tn", 0x20, 122],
  ["lg-ch", 2, "tn", null, 141 + 38],
  ["lg-at", 3, "tn", 0x30, 120],
  ["lg-at-steiermark", 2, "tn", 0x30, 141 + 67],
] as const;

Deno.test("layouts are as long as telegrams that were captured (chapter 10 §5, §8)", () => {
  const random = seeded(1);
  for (const [id, list, wiring, control, count] of CAPTURED) {
    const layout = layoutOf(id)!;
    const { maker } = layout.ciphering!;
    const security = control === null ? undefined : randomSecurity(random, { maker, control });
    const bytes = layout.encode(randomState(random, { zone, wiring }), list, security);
    assert.equal(bytes.length, count, `${id} list ${list}, ${wiring}`);
  }
});

Deno.test("every layout has an id of its own and a line for a person", () => {
  assert.equal(new Set(layouts.map(({ id }) => id)).size, layouts.length);
  for (const { id, description } of layouts) {
    assert.match(id, /^[a-z][a-z0-9-]{1,23}$/);
    assert.ok(description.length > 10 && description.length <= 75, `${id}: ${description}`);
  }
});
