import assert from "node:assert/strict";
import type { Reading, SubMeter } from "#model/reading.ts";
import type { SubMeterPoint } from "#model/sub_meter.ts";
import type { EnergyEvent } from "#energy/quarter.ts";
import { newSubMeterState, type SubMeterBook, SubMeterRules } from "#energy/sub_meters.ts";
import { freshSeed, seeded } from "#tests/support/random.ts";
import { NINE_MS, reading } from "#tests/support/readings.ts";

const MINUTE_MS = 60_000;
const QUARTER_MS = 900_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const iso = (atMs: number) => new Date(atMs).toISOString();

/** A book that lives in memory: amounts by id (or channel) and quarter. */
class Shelf implements SubMeterBook {
  readonly events: EnergyEvent[] = [];
  readonly points = new Map<string, SubMeterPoint>();

  post(point: SubMeterPoint): void {
    const key = `${point.id ?? point.channel}@${iso(point.atMs)}`;
    const before = this.points.get(key);
    const amount = point.amount + (before?.amount ?? 0);
    const quality = before?.quality === "interpolated" ? before.quality : point.quality;
    this.points.set(key, { ...point, amount, quality });
  }

  note(event: EnergyEvent): void {
    this.events.push(event);
  }

  all(): SubMeterPoint[] {
    return [...this.points.values()].sort((a, b) => a.atMs - b.atMs);
  }

  amounts(): number[] {
    return this.all().map(({ amount }) => amount);
  }

  total(): number {
    return this.amounts().reduce((a, b) => a + b, 0);
  }

  kinds(): string[] {
    return this.events.map(({ kind }) => kind);
  }
}

/** Gas on channel 1, read at `atMs`, heard in a telegram of `heardMs`. */
function gas(
  value: number,
  atMs: number | null,
  { heardMs = atMs ?? NINE_MS, ...more }: Partial<SubMeter> & { heardMs?: number } = {},
): Reading {
  const at = atMs === null ? {} : { at: iso(atMs) };
  const subMeter: SubMeter = { channel: 1, kind: "gas", id: "G1", unit: "m3", value, ...at };
  return reading(heardMs, { subMeters: [{ ...subMeter, ...more }] });
}

/** Takes readings, with the state going through JSON before those with the given indices. */
function taken(readings: readonly Reading[], restarts: ReadonlySet<number> = new Set()): Shelf {
  const shelf = new Shelf();
  let rules = new SubMeterRules(newSubMeterState(), shelf);
  readings.forEach((reading, at) => {
    if (restarts.has(at)) rules = new SubMeterRules(JSON.parse(JSON.stringify(rules.state)), shelf);
    rules.take(reading);
  });
  return shelf;
}

Deno.test("SubMeterRules shares an hour's gas over the quarters before the instant it was read", () => {
  const ten = NINE_MS + HOUR_MS;
  const heard = [10, 20, 1800, 3590].map((s) => gas(101.234, ten, { heardMs: ten + s * 1000 }));
  const shelf = taken([gas(100, NINE_MS), gas(100, NINE_MS, { heardMs: ten }), ...heard]);
  assert.deepEqual(shelf.amounts(), [309, 309, 308, 308]);
  assert.deepEqual(shelf.all()[0], {
    atMs: NINE_MS,
    channel: 1,
    kind: "gas",
    id: "G1",
    unit: "l",
    amount: 309,
    quality: "measured",
  });
  assert.deepEqual(shelf.events, []);
});

Deno.test("SubMeterRules books the five minutes of newer meters by time, across a border", () => {
  const from = NINE_MS + 12 * MINUTE_MS;
  const shelf = taken([gas(7, from), gas(7.005, from + 5 * MINUTE_MS)]);
  assert.deepEqual(shelf.amounts(), [3, 2]);
});

Deno.test("SubMeterRules keeps Wh of kWh and MJ of GJ, and channels apart", () => {
  const both = (hours: number, kwh: number, gj: number) => {
    const at = iso(NINE_MS + hours * HOUR_MS);
    return reading(NINE_MS + hours * HOUR_MS, {
      subMeters: [
        { channel: 2, kind: "electricity", value: kwh, unit: "kWh", at },
        { channel: 4, kind: "heat", value: gj, unit: "GJ", at },
      ],
    });
  };
  const points = taken([both(0, 12.345, 246.1), both(1, 13.345, 246.104)]).all();
  const of = (channel: number) => points.filter((point) => point.channel === channel);
  assert.deepEqual(of(2).map(({ amount, unit }) => [amount, unit]), Array(4).fill([250, "Wh"]));
  assert.deepEqual(of(4).map(({ amount, unit }) => [amount, unit]), Array(4).fill([1, "MJ"]));
});

Deno.test("SubMeterRules says 0 for an hour in which nothing flowed", () => {
  assert.deepEqual(taken([gas(5, NINE_MS), gas(5, NINE_MS + HOUR_MS)]).amounts(), [0, 0, 0, 0]);
});

Deno.test("SubMeterRules begins anew at a value that fell, one beyond reason, and another meter", () => {
  const hours = (hours: number) => NINE_MS + hours * HOUR_MS;
  const fell = taken([gas(100, hours(0)), gas(3, hours(1)), gas(4, hours(2))]);
  assert.deepEqual([fell.total(), fell.kinds()], [1000, ["register-reset"]]);
  const jump = taken([gas(1, hours(0)), gas(9_999, hours(1)), gas(2, hours(2)), gas(3, hours(3))]);
  assert.deepEqual([jump.total(), jump.kinds()], [1000, ["register-jump", "register-reset"]]);
  const other = taken([gas(1, hours(0)), gas(800, hours(1), { id: "G2" })]);
  assert.deepEqual([other.total(), other.kinds()], [0, ["register-reset"]]);
  assert.match(other.events[0]!.detail, /^gas on channel 1 \(G1\), l: another meter$/);
  const kind = taken([gas(1, hours(0)), gas(2, hours(1), { kind: "water" })]);
  assert.deepEqual([kind.total(), kind.kinds()], [0, ["register-reset"]]);
});

Deno.test("SubMeterRules takes a telegram without the id for the meter it knows", () => {
  const { id: _, ...nameless } = gas(2, NINE_MS + HOUR_MS).subMeters![0]!;
  const shelf = taken([
    gas(1, NINE_MS),
    reading(NINE_MS + HOUR_MS, { subMeters: [nameless] }),
    gas(3, NINE_MS + 2 * HOUR_MS),
  ]);
  assert.deepEqual([shelf.total(), shelf.kinds()], [2000, []]);
});

Deno.test("SubMeterRules marks what is spread over more than a day, not a day of 25 hours", () => {
  const long = taken([gas(1, NINE_MS), gas(4, NINE_MS + 2 * DAY_MS)]);
  assert.deepEqual([long.amounts().length, long.total()], [192, 3000]);
  assert.deepEqual(new Set(long.all().map(({ quality }) => quality)), new Set(["interpolated"]));
  const autumn = taken([gas(1, NINE_MS), gas(4, NINE_MS + 25 * HOUR_MS)]);
  assert.equal(autumn.all()[0]?.quality, "measured");
  const none = taken([gas(1, NINE_MS), gas(1, NINE_MS + 2 * DAY_MS)]);
  assert.equal(none.all()[0]?.quality, "measured", "a value that stood still is no guess");
});

Deno.test("SubMeterRules does not spread what flowed in more than a month", () => {
  const shelf = taken([gas(1, NINE_MS), gas(400, NINE_MS + 40 * DAY_MS)]);
  assert.deepEqual([shelf.amounts(), shelf.kinds()], [[], ["gap"]]);
});

Deno.test("SubMeterRules ignores a clock that goes back, and loses nothing by it", () => {
  const at = (minutes: number) => NINE_MS + minutes * MINUTE_MS;
  const shelf = taken([
    gas(1, at(0)),
    gas(2, at(60)),
    gas(2.5, at(30), { heardMs: at(90) }),
    gas(3, at(120)),
  ]);
  assert.deepEqual([shelf.total(), shelf.kinds()], [2000, []]);
});

Deno.test("SubMeterRules goes by its own clock when the sub-meter's is years off", () => {
  const wrong = Date.UTC(2012, 0, 1);
  const shelf = taken([
    gas(1, wrong, { heardMs: NINE_MS }),
    gas(1, wrong, { heardMs: NINE_MS + HOUR_MS / 2 }),
    gas(1.4, wrong + HOUR_MS, { heardMs: NINE_MS + HOUR_MS }),
  ]);
  assert.deepEqual(shelf.amounts(), [100, 100, 100, 100]);
  const future = taken([
    gas(1, Date.UTC(2063, 0, 1), { heardMs: NINE_MS }),
    gas(1.4, NINE_MS + HOUR_MS),
  ]);
  assert.deepEqual(future.amounts(), [100, 100, 100, 100]);
});

Deno.test("SubMeterRules starts afresh when its own clock was ahead and is set right", () => {
  const ahead = NINE_MS + 100 * DAY_MS;
  const shelf = taken([gas(1, ahead), gas(2, NINE_MS), gas(3, NINE_MS + HOUR_MS)]);
  assert.deepEqual([shelf.total(), shelf.kinds()], [1000, ["clock-back"]]);
});

Deno.test("SubMeterRules gives a meter without a clock at most the last hour", () => {
  const heard = (minutes: number, value: number) =>
    gas(value, null, { heardMs: NINE_MS + minutes * MINUTE_MS });
  const readings = [heard(0, 1)];
  for (let minutes = 1; minutes < 180; minutes++) readings.push(heard(minutes, 1));
  readings.push(heard(180, 1.4));
  const shelf = taken(readings);
  assert.deepEqual(shelf.amounts(), [0, 0, 0, 0, 0, 0, 0, 80, 80, 80, 80, 80]);
  const silence = taken([heard(0, 1), heard(180, 1.4)]);
  assert.equal(silence.total(), 400, "what flowed while nothing was heard is not lost");
});

Deno.test("SubMeterRules waits for a meter with a clock that for a while says no time", () => {
  const two = NINE_MS + 2 * HOUR_MS;
  const silent = [1, 60, 90].map((minutes) =>
    gas(1, null, { heardMs: NINE_MS + minutes * MINUTE_MS })
  );
  const shelf = taken([gas(1, NINE_MS), ...silent, gas(1.8, two)]);
  assert.deepEqual(shelf.amounts(), Array(8).fill(100));
});

/** A sub-meter's life: hourly or daily values, repeats, silence, with or without a clock. */
function randomReadings(
  random: () => number,
): { readings: Reading[]; values: Map<number, number> } {
  const rhythmMs = [5 * MINUTE_MS, HOUR_MS, DAY_MS][Math.floor(random() * 3)]!;
  const hasClock = random() < 0.8;
  const start = NINE_MS + Math.floor(random() * HOUR_MS);
  const values = new Map<number, number>();
  const readings: Reading[] = [];
  let [value, atMs] = [Math.floor(random() * 1e6), start];
  for (let nth = 0; nth < 60; nth++) {
    values.set(atMs, value);
    for (let repeat = 0; repeat <= random() * 4; repeat++) {
      const heardMs = atMs + repeat * 10_000;
      readings.push(gas(value / 1000, hasClock ? atMs : null, { heardMs }));
    }
    atMs += rhythmMs * (random() < 0.1 ? 1 + Math.floor(random() * 20) : 1);
    if (random() < 0.7) value += Math.floor(random() * 5000);
  }
  return { readings, values };
}

Deno.test("SubMeterRules adds up to the difference of its values, however often it restarts", () => {
  const seed = freshSeed();
  const random = seeded(seed);
  for (let life = 0; life < 100; life++) {
    const where = `seed ${seed}, life ${life}`;
    const { readings, values } = randomReadings(random);
    const restarts = new Set(readings.keys().filter(() => random() < 0.2));
    const whole = taken(readings);
    assert.deepEqual(taken(readings, restarts).all(), whole.all(), where);
    const amounts = [...values.values()];
    assert.equal(whole.total(), amounts.at(-1)! - amounts[0]!, where);
    assert.ok(whole.amounts().every((amount) => amount >= 0), where);
    if (readings[0]!.subMeters![0]!.at !== undefined) followsTheTime(whole, values, where);
  }
});

/** Slow reference: a quarter holds what a straight line between the values says, to a unit each. */
function followsTheTime(shelf: Shelf, values: ReadonlyMap<number, number>, where: string): void {
  const known = [...values];
  for (const { atMs, amount } of shelf.all()) {
    let [exact, spans] = [0, 0];
    known.slice(1).forEach(([toMs, to], at) => {
      const [fromMs, from] = known[at]!;
      const sharedMs = Math.min(toMs, atMs + QUARTER_MS) - Math.max(fromMs, atMs);
      if (sharedMs <= 0) return;
      exact += (to - from) * sharedMs / (toMs - fromMs);
      spans++;
    });
    assert.ok(Math.abs(amount - exact) < spans, `${where}: ${amount} for ${exact}`);
  }
}
