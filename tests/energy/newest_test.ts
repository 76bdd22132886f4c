import { deepEqual, equal, ok } from "node:assert/strict";
import { merge, newestOf, type NewestState } from "#energy/newest.ts";
import type { Reading } from "#model/reading.ts";
import { freshSeed, seeded } from "#tests/support/random.ts";
import { entryOf, NINE_MS, reading } from "#tests/support/readings.ts";

const HOUR_MS = 3_600_000;
const S_MS = 1_000;

/** The state after readings, and the times of those that were old lists. */
function merged([first, ...more]: readonly Reading[]) {
  let { state } = merge(null, entryOf(first!));
  const staleAtMs: number[] = [];
  for (const one of more) {
    const after = merge(state, entryOf(one));
    state = after.state;
    if (after.isStale) staleAtMs.push(one.receivedAtMs);
  }
  return { state, newest: newestOf(state), staleAtMs };
}

const short = (atMs: number, importW: number) => reading(atMs, { listType: 1, importW });
const register = (atMs: number, importWh: number, fields: Partial<Reading> = {}) =>
  reading(atMs, { listType: 3, importW: 2000, exportW: 0, importWh, exportWh: 0, ...fields });

Deno.test("merge() keeps what the short list does not say, and the longer list's type", () => {
  const told = { listType: 3, threePhase: true, importW: 0, exportW: 900, meterId: "7" } as const;
  const long = { ...reading(NINE_MS, told), vendor: "aidon" } as const;
  const few = { listType: 1, threePhase: false, importW: 70 } as const;
  const list1 = { ...reading(NINE_MS + 1, few), vendor: "unknown" } as const;
  deepEqual(merged([long, list1]).newest, {
    ...long,
    receivedAtMs: NINE_MS + 1,
    importW: 70,
    exportW: 0,
  });
});

Deno.test("merge() keeps the power when lists of power and of registers take turns", () => {
  const { newest } = merged([
    reading(NINE_MS, { listType: 4, importW: 0, exportW: 1200, l1ImportW: 0 }),
    reading(NINE_MS + 5, { listType: 3, importWh: 7 }),
  ]);
  const { importW, exportW, importWh, listType } = newest;
  deepEqual([importW, exportW, importWh, listType], [0, 1200, 7, 4]);
});

Deno.test("merge() takes a long list that says that no power flows at its word", () => {
  const { newest } = merged([
    reading(NINE_MS, { importW: 900, exportW: 0 }),
    reading(NINE_MS + 5, { listType: 3, importW: 0, exportW: 0, importWh: 7 }),
  ]);
  equal(newest.importW, 0);
});

Deno.test("newestOf() adds the mean power to the import register with every list (§10.2)", () => {
  const lists = [
    register(NINE_MS, 10_000),
    short(NINE_MS + 100 * S_MS, 4000),
    short(NINE_MS + 200 * S_MS, 1000),
  ];
  // (2000 + 4000) / 2 for 100 s and (4000 + 1000) / 2 for 100 s.
  const { newest } = merged(lists);
  deepEqual([newest.importWh, newest.registersEstimated], [10_000 + Math.round(550 / 3.6), true]);
  const known = merged([...lists, register(NINE_MS + 300 * S_MS, 10_200)]).newest;
  deepEqual([known.importWh, "registersEstimated" in known], [10_200, false]);
});

Deno.test("newestOf() estimates nothing before the meter said a register", () => {
  const { newest } = merged([short(NINE_MS, 5000), short(NINE_MS + 10 * S_MS, 5000)]);
  deepEqual(["importWh" in newest, "registersEstimated" in newest], [false, false]);
});

Deno.test("newestOf() lets export and reactive energy grow with the lists that say them", () => {
  const solar = { importW: 0, exportW: 3600, importVar: 0, exportVar: 720 };
  const { newest } = merged([
    register(NINE_MS, 5, { ...solar, importVarh: 3, exportVarh: 4 }),
    reading(NINE_MS + 50 * S_MS, { listType: 1, importW: 0 }),
    reading(NINE_MS + 100 * S_MS, { listType: 2, ...solar }),
  ]);
  const { importWh, exportWh, importVarh, exportVarh } = newest;
  deepEqual([importWh, exportWh, importVarh, exportVarh], [5, 100, 3, 24]);
});

Deno.test("newestOf() adds nothing for a clock that went back or a long silence", () => {
  for (const spanMs of [-HOUR_MS, 11 * 60 * S_MS]) {
    equal(merged([register(NINE_MS, 10), short(NINE_MS + spanMs, 2000)]).newest.importWh, 10);
  }
});

/** Three hours at 2 kW, in the second of which the meter says the first's registers again. */
function aidonHours(powerW: number, registersWh: readonly number[]): Reading[] {
  const lists: Reading[] = [];
  registersWh.forEach((importWh, hour) => {
    const fromMs = NINE_MS + hour * HOUR_MS;
    const said = { importW: powerW, meterTime: new Date(fromMs).toISOString() };
    lists.push({ ...register(fromMs + 5 * S_MS, importWh, said), vendor: "aidon" });
    for (let s = 10; s < 3600; s += 10) {
      lists.push({ ...short(fromMs + s * S_MS, powerW), vendor: "unknown" });
    }
  });
  return lists;
}

Deno.test("merge() ignores an old hourly list of an Aidon meter, and says so (§10.3)", () => {
  const lists = aidonHours(2000, [100_000, 100_000, 104_000]);
  const second = lists.findIndex(({ receivedAtMs }) => receivedAtMs > NINE_MS + HOUR_MS);
  const { newest, staleAtMs, state } = merged(lists.slice(0, second + 1));
  deepEqual(staleAtMs, [NINE_MS + HOUR_MS + 5 * S_MS]);
  equal(newest.registersEstimated, true);
  ok(Math.abs(newest.importWh! - 102_000) < 10, `${newest.importWh}`);
  equal(state.heard.meterTime, new Date(NINE_MS).toISOString());
  const all = merged(lists);
  deepEqual([all.staleAtMs.length, all.state.heard.importWh], [1, 104_000]);
});

Deno.test("merge() believes registers at rest when less than 1 kWh can have flowed", () => {
  const lists = aidonHours(900, [100_000, 100_000]);
  const { staleAtMs, state } = merged(lists);
  deepEqual(staleAtMs, []);
  equal(state.heard.meterTime, new Date(NINE_MS + HOUR_MS).toISOString());
});

Deno.test("merge() knows the fault of Aidon meters alone", () => {
  const lists = aidonHours(2000, [100_000, 100_000])
    .map((list) => ({ ...list, vendor: "kaifa" }) as const);
  deepEqual(merged(lists).staleAtMs, []);
});

Deno.test("a state that was stored and read again goes on as if there had been no pause", () => {
  const seed = freshSeed();
  const random = seeded(seed);
  for (let run = 0; run < 50; run++) {
    let atMs = NINE_MS;
    let importWh = 50_000;
    let kept: NewestState | null = null;
    let stored: NewestState | null = null;
    for (let n = 0; n < 60; n++) {
      atMs += Math.round(random() * 20_000);
      const importW = Math.floor(random() * 9000);
      const isLong = random() < 0.2;
      importWh += Math.floor(random() * 50);
      const one = isLong ? register(atMs, importWh, { importW }) : short(atMs, importW);
      kept = merge(kept, entryOf(one)).state;
      stored =
        merge(stored === null ? null : JSON.parse(JSON.stringify(stored)), entryOf(one)).state;
      deepEqual(newestOf(stored), newestOf(kept), `seed ${seed}`);
      ok(newestOf(kept).listType >= one.listType, `seed ${seed}`);
    }
  }
});

Deno.test("merge() integrates by the monotonic clock when the other one steps", () => {
  const first = entryOf(register(NINE_MS, 1000));
  const stepped = entryOf(short(NINE_MS + HOUR_MS, 2000));
  const second = { ...stepped, frame: { ...stepped.frame, tickMs: NINE_MS + 36_000 } };
  equal(newestOf(merge(merge(null, first).state, second).state).importWh, 1020);
});
