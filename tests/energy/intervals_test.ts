import assert from "node:assert/strict";
import type { Reading } from "#model/reading.ts";
import { IntervalRules, newIntervalState } from "#energy/intervals.ts";
import { seeded } from "#tests/support/random.ts";
import { entryOf, NINE_MS, reading } from "#tests/support/readings.ts";
import { QuarterShelf } from "#tests/support/quarter_shelf.ts";

const HOUR_MS = 3_600_000;
const QUARTER_MS = 900_000;

function taken(readings: readonly Reading[]): QuarterShelf {
  const shelf = new QuarterShelf();
  const rules = new IntervalRules({ state: newIntervalState(), book: shelf });
  for (const reading of readings) rules.take(entryOf(reading));
  return shelf;
}

const at = (atMs: number) => new Date(atMs).toISOString();
const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);

/** A slow meter: a register list at the hour, 5 s late, and power every 10 s. */
function slowHour(
  fromMs: number,
  { wh, powerW }: { wh: number; powerW: (atMs: number) => number },
) {
  const readings = [reading(fromMs + 5000, { importWh: wh, meterTime: at(fromMs), exportW: 0 })];
  for (let atMs = fromMs + 10_000; atMs <= fromMs + HOUR_MS; atMs += 10_000) {
    readings.push(reading(atMs, { importW: powerW(atMs), exportW: 0 }));
  }
  return readings;
}

Deno.test("IntervalRules integrates between hourly registers (A1) and settles with the next (A2)", () => {
  const steady = { wh: 10_000_000, powerW: () => 6000 };
  const first = reading(NINE_MS, { importW: 6000, exportW: 0 });
  const hour = [first, ...slowHour(NINE_MS, steady)];
  const half = taken(hour.filter(({ receivedAtMs }) => receivedAtMs <= NINE_MS + HOUR_MS / 2));
  assert.equal(sum(half.imports(NINE_MS, NINE_MS + HOUR_MS)), 3000);
  assert.deepEqual(half.qualities(NINE_MS, NINE_MS + QUARTER_MS), ["integrated"]);

  const ten = NINE_MS + HOUR_MS;
  const whole = taken([
    ...hour,
    reading(ten + 5000, { importW: 6000, exportW: 0, importWh: 10_006_100, meterTime: at(ten) }),
  ]);
  assert.deepEqual(whole.imports(NINE_MS, ten), [1525, 1525, 1525, 1525]);
  assert.deepEqual(new Set(whole.qualities(NINE_MS, ten)), new Set(["scaled"]));
  assert.ok(sum(whole.imports(ten, ten + HOUR_MS)) <= 9, "the new hour counts from its start");
});

Deno.test("IntervalRules multiplies the newest power by the time since the last (A3)", () => {
  const powers = [[0, 2000], [10, 2000], [20, 5000], [30, 5000], [40, 1000]];
  const shelf = taken(
    powers.map(([seconds = 0, importW = 0]) =>
      reading(NINE_MS + seconds * 1000, { importW, exportW: 0 })
    ),
  );
  assert.equal(shelf.total(), 36);
});

Deno.test("IntervalRules uses the mean of both ends for a gap of minutes, nothing beyond ten", () => {
  const two = taken([
    reading(NINE_MS, { importW: 1000 }),
    reading(NINE_MS + 360_000, { importW: 3000 }),
  ]);
  assert.equal(two.total(), 200);
  const gap = taken([
    reading(NINE_MS, { importW: 1000 }),
    reading(NINE_MS + 660_000, { importW: 3000 }),
  ]);
  assert.equal(gap.total(), 0);
  assert.deepEqual(gap.events.map(({ kind }) => kind), ["gap"]);
});

Deno.test("IntervalRules takes the difference of frequent registers whatever the power (A9, A10)", () => {
  const readings = [];
  for (let seconds = 0; seconds <= 1210; seconds += 10) {
    const importWh = 123_456 + Math.floor(600 * seconds / 1210);
    readings.push(reading(NINE_MS + seconds * 1000, { importW: 99_999, exportW: 0, importWh }));
  }
  const shelf = taken(readings);
  assert.equal(shelf.total(), 600);
  assert.deepEqual(new Set(shelf.qualities(NINE_MS, NINE_MS + HOUR_MS)), new Set(["measured"]));
  const boundary = taken([
    reading(NINE_MS - 5000, { importWh: 123_450 }),
    reading(NINE_MS + 5000, { importWh: 123_460 }),
  ]);
  assert.deepEqual(boundary.imports(NINE_MS - QUARTER_MS, NINE_MS + QUARTER_MS), [5, 5]);
});

Deno.test("IntervalRules spreads a difference evenly over an hour without readings (A5, A8)", () => {
  const shelf = taken([
    reading(NINE_MS, { importWh: 1_000_000 }),
    reading(NINE_MS + HOUR_MS, { importWh: 1_001_001 }),
  ]);
  assert.deepEqual(shelf.imports(NINE_MS, NINE_MS + HOUR_MS), [251, 250, 250, 250]);
  assert.equal(shelf.qualities(NINE_MS, NINE_MS + QUARTER_MS)[0], "interpolated");
});

Deno.test("IntervalRules keeps what it integrated and spreads only the rest over a gap", () => {
  const readings = slowHour(NINE_MS, { wh: 5_000_000, powerW: () => 4000 })
    .filter(({ receivedAtMs }) => receivedAtMs <= NINE_MS + 2 * QUARTER_MS);
  const end = NINE_MS + HOUR_MS;
  const shelf = taken([...readings, reading(end, { importWh: 5_003_000 })]);
  const quarters = shelf.imports(NINE_MS, end);
  assert.equal(sum(quarters), 3000);
  assert.ok(Math.abs((quarters[0] ?? 0) - 1000) <= 6 && Math.abs((quarters[3] ?? 0) - 500) <= 6);
  const [first, , , last] = shelf.qualities(NINE_MS, end);
  assert.deepEqual([first, last], ["integrated", "interpolated"]);
});

Deno.test("IntervalRules ignores a register that stands still while energy flows (A7)", () => {
  const ten = NINE_MS + HOUR_MS;
  const eleven = ten + HOUR_MS;
  const shelf = taken([
    ...slowHour(NINE_MS, { wh: 5_000_000, powerW: () => 4800 }),
    ...slowHour(ten, { wh: 5_000_000, powerW: () => 4900 }),
    reading(eleven + 5000, { importWh: 5_009_600, meterTime: at(eleven) }),
  ]);
  const [nine, tenWh] = [sum(shelf.imports(NINE_MS, ten)), sum(shelf.imports(ten, eleven))];
  assert.equal(nine + tenWh, 9600);
  assert.ok(Math.abs(nine - 4751) <= 8, `${nine} Wh`);
});

Deno.test("IntervalRules never books negative energy when a register falls or leaps", () => {
  const shelf = taken([
    reading(NINE_MS, { importW: 360, importWh: 50_000_000 }),
    reading(NINE_MS + 10_000, { importW: 360, importWh: 10 }),
    reading(NINE_MS + 20_000, { importW: 360, importWh: 90_000_010 }),
    reading(NINE_MS + 30_000, { importW: 360, importWh: 90_000_012 }),
  ]);
  assert.equal(shelf.total(), 2 + 2);
  assert.deepEqual(shelf.events.map(({ kind }) => kind), ["register-reset", "register-jump"]);
});

Deno.test("IntervalRules goes on over the end of a register's digits (A17)", () => {
  const life = (toWh: number) =>
    taken([
      reading(NINE_MS, { importWh: 99_999_990 }),
      reading(NINE_MS + 10_000, { importWh: toWh }),
    ]);
  const rolled = life(10);
  assert.deepEqual([rolled.total(), rolled.events[0]?.kind], [20, "register-rollover"]);
  const exchanged = life(5_000_000);
  assert.deepEqual([exchanged.total(), exchanged.events[0]?.kind], [0, "register-reset"]);
});

Deno.test("IntervalRules knows another meter by its id when its register does not fit", () => {
  const life = (meterId: string, importWh: number) =>
    taken([
      reading(NINE_MS, { meterId: "1", importW: 3600, importWh: 1000 }),
      reading(NINE_MS + 10_000, { meterId, importW: 3600, importWh }),
    ]);
  assert.deepEqual(life("2", 1300).events.map(({ kind }) => kind), ["register-reset"]);
  assert.equal(life("2", 1300).total(), 10);
  assert.equal(life("1", 1300).total(), 300);
  assert.equal(life("2", 1010).total(), 10);
  assert.deepEqual(life("2", 1010).events, []);
});

Deno.test("IntervalRules takes more than the fuse lets through for a jump, not for energy", () => {
  const life = (mainFuseA: number) => {
    const shelf = new QuarterShelf();
    const rules = new IntervalRules({ state: newIntervalState(), book: shelf, mainFuseA });
    rules.take(entryOf(reading(NINE_MS, { importW: 1000, importWh: 1000 })));
    rules.take(entryOf(reading(NINE_MS + 50_000, { importW: 1000, importWh: 3400 })));
    return [shelf.total(), shelf.events[0]?.kind];
  };
  assert.deepEqual(life(25), [13, "register-jump"]);
  assert.deepEqual(life(0), [2400, undefined]);
});

Deno.test("IntervalRules spreads two hours evenly over a lost or repeated hourly list (P12, A8)", () => {
  const [ten, eleven] = [NINE_MS + HOUR_MS, NINE_MS + 2 * HOUR_MS];
  const first = reading(NINE_MS, { importWh: 1_000_000 });
  const last = reading(eleven, { importWh: 1_018_000 });
  for (const between of [[], [reading(ten, { importWh: 1_000_000 })]]) {
    const shelf = taken([first, ...between, last]);
    assert.deepEqual(shelf.imports(NINE_MS, eleven), Array(8).fill(2250));
    assert.deepEqual(new Set(shelf.qualities(NINE_MS, eleven)), new Set(["interpolated"]));
  }
});

Deno.test("IntervalRules ignores a list whose clock is not newer, whatever flowed", () => {
  const ten = NINE_MS + HOUR_MS;
  const list = (atMs: number, clockMs: number, importWh: number) =>
    reading(atMs + 5000, { importW: 20, importWh, meterTime: at(clockMs) });
  const minutes = (fromMs: number) =>
    Array.from({ length: 59 }, (_, n) => reading(fromMs + (n + 1) * 60_000, { importW: 20 }));
  const life = (clockMs: number) =>
    taken([
      list(NINE_MS, NINE_MS, 5_001),
      ...minutes(NINE_MS),
      list(ten, clockMs, 5_001),
      ...minutes(ten),
      list(ten + HOUR_MS, ten + HOUR_MS, 5_041),
    ]);
  assert.deepEqual(life(NINE_MS).imports(NINE_MS, ten), [5, 5, 5, 5]);
  assert.deepEqual(life(ten).imports(NINE_MS, ten), [0, 0, 0, 0]);
  assert.deepEqual(life(ten).imports(ten, ten + HOUR_MS), [10, 10, 10, 10]);
});

Deno.test("IntervalRules gives a gap the shape of the weeks before", () => {
  const end = NINE_MS + HOUR_MS;
  const shelf = new QuarterShelf();
  shelf.profileWh = (quarterMs) => quarterMs === NINE_MS ? 300 : quarterMs === end ? null : 100;
  const rules = new IntervalRules({ state: newIntervalState(), book: shelf });
  rules.take(entryOf(reading(NINE_MS, { importWh: 1000 })));
  rules.take(entryOf(reading(end, { importWh: 2200 })));
  assert.deepEqual(shelf.imports(NINE_MS, end), [600, 200, 200, 200]);
});

Deno.test("IntervalRules makes no stairs out of a register in steps of 10 Wh or 1 kWh", () => {
  for (const stepWh of [10, 1000]) {
    const shelf = new QuarterShelf();
    const rules = new IntervalRules({ state: newIntervalState(), book: shelf });
    let [wh, mostWh] = [5_000_000, 0];
    for (let seconds = 0; seconds <= 12 * 3600; seconds += 10) {
      const importWh = Math.floor(wh / stepWh) * stepWh;
      rules.take(entryOf(reading(NINE_MS + seconds * 1000, { importW: 540, importWh })));
      mostWh = Math.max(mostWh, shelf.total() - (importWh - 5_000_000));
      wh += 1.5;
    }
    const quarters = shelf.imports(NINE_MS, NINE_MS + 12 * HOUR_MS - QUARTER_MS);
    const [least, most] = [Math.min(...quarters), Math.max(...quarters)];
    assert.ok(least >= 134 && most <= 137, `${stepWh}: ${least} to ${most}`);
    assert.ok(mostWh < stepWh, `${stepWh}: ${mostWh} Wh shown beyond the register`);
  }
});

Deno.test("IntervalRules waits for a register that is renewed less often than it is sent", () => {
  const readings = [];
  for (let seconds = 0; seconds <= 4 * 3600; seconds += 10) {
    const importWh = 5_000_003 + 1999 * Math.floor(seconds / 3600);
    readings.push(reading(NINE_MS + seconds * 1000, { importW: 2000, importWh }));
  }
  const quarters = taken(readings).imports(NINE_MS, NINE_MS + 4 * HOUR_MS);
  assert.ok(quarters.every((wh) => Math.abs(wh - 500) <= 1), String(quarters));
});

Deno.test("IntervalRules does not let a guess of more than 50 Wh at a border make a peak", () => {
  const life = (importWh: number) =>
    taken([
      reading(NINE_MS - 60_000, { importW: 6000, importWh: 1000 }),
      reading(NINE_MS + 60_000, { importW: 6000, importWh }),
      reading(NINE_MS + 70_000, { importW: 6000, importWh: importWh + 16 }),
    ]).qualities(NINE_MS - QUARTER_MS, NINE_MS + QUARTER_MS);
  assert.deepEqual(life(1200), ["scaled", "scaled"]);
  assert.deepEqual(life(1280), ["interpolated", "interpolated"]);
});

Deno.test("IntervalRules gives up a register that stays away for days, with bounded memory", () => {
  const state = newIntervalState();
  const shelf = new QuarterShelf();
  const rules = new IntervalRules({ state, book: shelf });
  rules.take(entryOf(reading(NINE_MS, { importW: 400, importWh: 1000 })));
  for (let minute = 5; minute < 60 * 24 * 10; minute += 5) {
    rules.take(entryOf(reading(NINE_MS + minute * 60_000, { importW: 400 })));
  }
  assert.ok(state.import.parts.length <= 200);
  assert.ok(shelf.events.some(({ kind }) => kind === "register-silent"));
  assert.ok(Math.abs(shelf.total() - 400 * 24 * 10) < 40, `${shelf.total()} Wh`);
});

/** A fast meter that a reader hears whose clock steps by so much at half past nine. */
function steppedHour(stepMs: number): QuarterShelf {
  const shelf = new QuarterShelf();
  const rules = new IntervalRules({ state: newIntervalState(), book: shelf });
  for (let seconds = 0; seconds <= 3600; seconds += 10) {
    const atMs = NINE_MS + seconds * 1000 + (seconds > 1800 ? stepMs : 0);
    const entry = entryOf(reading(atMs, { importW: 3600, importWh: 1_000_001 + seconds }));
    rules.take({ ...entry, frame: { ...entry.frame, tickMs: seconds * 1000 } });
  }
  return shelf;
}

Deno.test("IntervalRules counts nothing twice and loses nothing when the clock steps", () => {
  for (const stepMs of [3_000, 40 * 60_000, 5 * HOUR_MS, -3_000, -20 * 60_000, -5 * HOUR_MS]) {
    const shelf = steppedHour(stepMs);
    assert.equal(shelf.total(), 3600, `step of ${stepMs} ms`);
    assert.deepEqual(shelf.events.map(({ kind, detail }) => [kind, detail]), [
      ["clock-step", `by ${stepMs} ms`],
    ]);
  }
});

Deno.test("IntervalRules does not spread energy over time that a step of the clock skipped", () => {
  const shelf = steppedHour(5 * HOUR_MS);
  assert.deepEqual(shelf.imports(NINE_MS, NINE_MS + HOUR_MS), [900, 900, 10]);
  assert.deepEqual(shelf.imports(NINE_MS + HOUR_MS, NINE_MS + 5 * HOUR_MS), []);
  assert.ok(shelf.qualities(NINE_MS, NINE_MS + HOUR_MS).every((one) => one === "measured"));
});

Deno.test("IntervalRules lets no quarter make a peak that time passed over twice", () => {
  const shelf = steppedHour(-20 * 60_000);
  assert.deepEqual(shelf.imports(NINE_MS, NINE_MS + HOUR_MS), [1190, 1800, 610]);
  const qualities = shelf.qualities(NINE_MS, NINE_MS + HOUR_MS);
  assert.deepEqual(qualities, ["interpolated", "interpolated", "interpolated"]);
});

/** A random household: registers at random times, gaps, quiet spells and clock steps. */
function randomReadings(random: () => number): { readings: Reading[]; steps: boolean } {
  const readings: Reading[] = [];
  const steps = random() < 0.3;
  let [atMs, importWh, exportWh] = [NINE_MS, 5_000_000, 80_000];
  const everyMs = [1000, 2500, 10_000, 300_000][Math.floor(random() * 4)] ?? 1000;
  const registerShare = [1, 0.1, 0.005][Math.floor(random() * 3)] ?? 1;
  for (let count = 0; count < 600; count++) {
    const gapMs = random() < 0.01 ? random() * 3 * HOUR_MS : 0;
    atMs += Math.round(everyMs * (0.5 + random()) + gapMs);
    if (steps && random() < 0.01) atMs -= Math.round(random() * HOUR_MS);
    const importW = Math.round(random() * 5000);
    importWh += importW * everyMs / 3_600_000 * (0.9 + 0.2 * random());
    exportWh += random() * 2;
    const isRegister = count === 0 || count === 599 || random() < registerShare;
    readings.push(reading(atMs, {
      importW,
      exportW: 0,
      ...(isRegister ? { importWh: Math.round(importWh), exportWh: Math.round(exportWh) } : {}),
    }));
  }
  return { readings, steps };
}

Deno.test("IntervalRules: the quarters add up to the register difference, and never are negative", () => {
  for (let seed = 1; seed <= 150; seed++) {
    const { readings } = randomReadings(seeded(seed));
    const shelf = taken(readings);
    const [first, last] = [readings[0], readings.at(-1)];
    if (shelf.events.some(({ kind }) => kind.startsWith("register"))) continue;
    const difference = (of: "importWh" | "exportWh") => (last?.[of] ?? 0) - (first?.[of] ?? 0);
    assert.equal(shelf.total("import"), difference("importWh"), `seed ${seed}`);
    assert.equal(shelf.total("export"), difference("exportWh"), `seed ${seed}`);
    for (const quarter of shelf.quarters.values()) {
      assert.ok(quarter.importWh >= 0 && quarter.exportWh >= 0, `seed ${seed}`);
      assert.equal(quarter.open, 0, `seed ${seed}`);
    }
  }
});

Deno.test("IntervalRules: any split over restarts gives the same quarters", () => {
  for (let seed = 1; seed <= 60; seed++) {
    const random = seeded(seed);
    const { readings } = randomReadings(random);
    const whole = taken(readings);
    const shelf = new QuarterShelf();
    let state = newIntervalState();
    for (const next of readings) {
      if (random() < 0.1) state = JSON.parse(JSON.stringify(state));
      new IntervalRules({ state, book: shelf }).take(entryOf(next));
    }
    assert.deepEqual(shelf.quarters, whole.quarters, `seed ${seed}`);
    assert.deepEqual(shelf.events, whole.events, `seed ${seed}`);
  }
});
