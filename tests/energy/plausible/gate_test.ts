import { deepEqual, equal, match } from "node:assert/strict";
import { PlausibilityGate } from "#energy/plausible/gate.ts";
import { limitsOf } from "#energy/plausible/limits.ts";
import { NO_MULTIPLIERS } from "#model/meter.ts";
import type { Reading } from "#model/reading.ts";
import { merge, type NewestState } from "#energy/newest.ts";
import { freshSeed, seeded } from "#tests/support/random.ts";
import { RandomMeter } from "#tests/support/random_meter.ts";
import { entryOf, NINE_MS, reading } from "#tests/support/readings.ts";

const S_MS = 1_000;
const HOUR_MS = 3_600_000;
const NO_FUSE = limitsOf({ mainFuseA: 0, multipliers: NO_MULTIPLIERS });
const FUSE_25A = limitsOf({ mainFuseA: 25, multipliers: NO_MULTIPLIERS });

/** The nth telegram of a meter that says everything every 10 s at 2 kW. */
function nth(n: number, fields: Partial<Reading> = {}): Reading {
  const atMs = NINE_MS + n * 10 * S_MS;
  return reading(atMs, {
    listType: 3,
    meterId: "6970631401234567",
    meterTime: new Date(atMs).toISOString(),
    importW: 2000,
    exportW: 0,
    l1V: 231,
    l1A: 8.7,
    importWh: 48_231_127 + Math.floor(n * 5.5),
    exportWh: 12_500,
    ...fields,
  });
}

/** For each reading: did it pass? Notes count as a pass. */
function passes(
  readings: readonly Reading[],
  { limits = NO_FUSE, before = null }: {
    limits?: typeof NO_FUSE;
    before?: Reading | null;
  } = {},
): boolean[] {
  const gate = new PlausibilityGate(limits, before);
  return readings.map((one) => gate.take(one).ok);
}

const T = true;
const F = false;

Deno.test("PlausibilityGate lets an ordinary meter pass, also the one of a new house", () => {
  const day = Array.from({ length: 8640 }, (_, n) => nth(n));
  equal(passes(day, { limits: FUSE_25A }).every(Boolean), true);
});

Deno.test("PlausibilityGate puts a single wrong value aside and says field, value and limit", () => {
  const wrong: [Partial<Reading>, RegExp][] = [
    [{ importWh: 48_230_000 }, /importWh is 48230000, it was 48231132 and never falls/],
    [{ importWh: 56_619_735 }, /importWh is 56619735, it was 48231132 and grows by \d+.* at most/],
    [{ exportWh: 12_499 }, /exportWh is 12499/],
    [{ importW: 8_390_608 }, /importW is 8390608, at most 1000000 can be/],
    [{ l1V: 435.8 }, /l1V is 435.8, at most 346.5 can be/],
    [{ l1A: 6562.3 }, /l1A is 6562.3, at most 5000 can be/],
    [{ l1A: 4100 }, /importW is 2000, but voltage times current is 947100/],
    [{ meterId: "6970631401234566" }, /meterId is 6970631401234566, so far it was 69706/],
    [{ meterTime: "2026-03-12T17:00:20Z" }, /meterTime is 2026-03-12T17:00:20Z, 56.+ h from/],
    [{ meterTime: "2024-03-10T09:00:20Z" }, /meterTime is 2024/],
  ];
  for (const [fields, what] of wrong) {
    const gate = new PlausibilityGate(NO_FUSE, null);
    equal(gate.take(nth(0)).ok && gate.take(nth(1)).ok, true);
    const verdict = gate.take(nth(2, fields));
    equal(verdict.ok, false, `${what}`);
    if (!verdict.ok) {
      equal(verdict.fault.code, "reading-implausible");
      match(verdict.fault.message, what);
    }
    equal(gate.take(nth(3)).ok, true, `${what}`);
  }
});

Deno.test("PlausibilityGate knows less power and slower registers behind a fuse", () => {
  const burst = nth(2, { importW: 60_000 });
  deepEqual(passes([nth(0), nth(1), burst, nth(3)], { limits: FUSE_25A }), [T, T, F, T]);
  deepEqual(passes([nth(0), nth(1), burst, nth(3)]), [T, T, T, T]);
});

Deno.test("PlausibilityGate loses one reading at the exchange of a meter", () => {
  const other = (n: number) => nth(n, { meterId: "99", importWh: 3 + n, exportWh: 0 });
  deepEqual(passes([nth(0), nth(1), other(2), other(3), other(4)]), [T, T, F, T, T]);
  const upward = (n: number) => nth(n, { importWh: 90_000_000 + n });
  deepEqual(passes([nth(0), nth(1), upward(2), upward(3), upward(4)]), [T, T, F, T, T]);
  const gate = new PlausibilityGate(NO_FUSE, null);
  const [, , verdict] = [nth(0), other(1), other(2)].map((one) => gate.take(one));
  match(verdict?.ok ? verdict.note ?? "" : "", /^The meter has changed.*importWh is 5, it was/);
});

Deno.test("PlausibilityGate loses one hourly list at an exchange, and no short one", () => {
  const gate = new PlausibilityGate(FUSE_25A, null);
  const lost: string[] = [];
  for (let hour = 0; hour < 6; hour++) {
    const importWh = (hour < 3 ? 7_000_000 : 0) + hour * 2000;
    const atMs = NINE_MS + hour * HOUR_MS;
    const meterTime = new Date(atMs).toISOString();
    const list = reading(atMs + 5 * S_MS, { listType: 3, importW: 2000, importWh, meterTime });
    if (!gate.take(list).ok) lost.push(`list ${hour}`);
    for (let s = 10; s < 3600; s += 10) {
      const short = reading(atMs + s * S_MS, { listType: 1, importW: 2000 });
      if (!gate.take(short).ok) lost.push(`short ${hour} ${s}`);
    }
  }
  deepEqual(lost, ["list 3"]);
});

Deno.test("PlausibilityGate gets used to a factor that was set and to a fuse that is wrong", () => {
  const tenfold = (n: number) => nth(n, { importWh: 482_311_270 + n * 55, importW: 20_000 });
  deepEqual(passes([nth(0), tenfold(1), tenfold(2), tenfold(3)]), [T, F, T, T]);
  const fuse1A = limitsOf({ mainFuseA: 1, multipliers: NO_MULTIPLIERS });
  const powers = [400, 3000, 3500, 2500, 4100, 900].map((importW, n) =>
    nth(n, { importW, l1A: importW / 231 })
  );
  deepEqual(passes(powers, { limits: fuse1A }), [T, F, F, T, T, T]);
});

Deno.test("PlausibilityGate begins anew when eight readings in a row agree with nothing", () => {
  const falling = (n: number) => nth(n, { importWh: 40_000_000 - n * 1_000_000 });
  const fell = passes([nth(0), ...[1, 2, 3, 4, 5, 6, 7, 8].map(falling), nth(9)]);
  deepEqual(fell.slice(1), [F, F, F, F, F, F, F, T, F]);
});

Deno.test("PlausibilityGate does not take one telegram that came twice for two witnesses", () => {
  const wrong = nth(2, { importWh: 80_000_000 });
  const again = { ...wrong, receivedAtMs: wrong.receivedAtMs + 1 };
  deepEqual(passes([nth(0), nth(1), wrong, again, nth(3)]), [T, T, F, F, T]);
});

Deno.test("PlausibilityGate judges the first reading by what history knows", () => {
  const before = nth(0);
  deepEqual(passes([nth(1, { importWh: 3 }), nth(2)], { before }), [F, T]);
  const later = nth(8640 * 30, { importWh: 48_231_127 + 700_000 });
  deepEqual(passes([later], { before, limits: FUSE_25A }), [T]);
});

Deno.test("PlausibilityGate follows a replay in which the meter's hours pass in seconds", () => {
  const hours = [0, 1, 2, 4].map((hour) =>
    reading(NINE_MS + hour * S_MS, {
      listType: 3,
      importWh: 109_552_250 + hour * 4000,
      meterTime: new Date(NINE_MS + hour * HOUR_MS).toISOString(),
    })
  );
  deepEqual(passes(hours, { limits: FUSE_25A }), [T, T, T, T]);
});

Deno.test("PlausibilityGate stands a jump of the reader's own clock", () => {
  const jump = (byMs: number) =>
    [0, 1, 2, 3].map((n) => {
      const one = nth(n);
      return n < 2 ? one : { ...one, receivedAtMs: one.receivedAtMs + byMs };
    });
  for (const byMs of [-8760 * HOUR_MS, -HOUR_MS, HOUR_MS, 8760 * HOUR_MS]) {
    deepEqual(passes(jump(byMs)), [T, T, T, T], `${byMs}`);
  }
});

Deno.test("PlausibilityGate admits the second name of a meter whose lists bear two", () => {
  const lists = Array.from(
    { length: 8 },
    (_, n) => n % 2 === 0 ? nth(n) : nth(n, { meterId: "UP_3f" }),
  );
  deepEqual(passes(lists), [T, F, T, T, T, T, T, T]);
});

Deno.test("PlausibilityGate lets a coarse list say less by its rounding alone", () => {
  const coarse = nth(2, { importWh: 48_231_130 });
  deepEqual(passes([nth(0), nth(1), coarse, nth(3, { importWh: 48_231_143 })]), [T, T, T, T]);
});

Deno.test("PlausibilityGate lets registers that count in kWh make their steps", () => {
  const steps = Array.from({ length: 720 }, (_, n) => {
    const importWh = 48_000_000 + 1000 * Math.floor(n * 10 * 2000 / 3_600_000 + 0.3);
    return nth(n, { importWh });
  });
  equal(passes(steps, { limits: FUSE_25A }).every(Boolean), true);
});

Deno.test("PlausibilityGate watches the registers of sub-meters", () => {
  const gas = (n: number, value: number) =>
    nth(n, { subMeters: [{ channel: 1, kind: "gas", id: "G4", value, unit: "m3" }] });
  const readings = [gas(0, 4321.1), gas(1, 4321.1), gas(2, 4309.5), gas(3, 4321.2), gas(4, 9999)];
  deepEqual(passes(readings), [T, T, F, T, F]);
  deepEqual(passes([gas(0, 4321.1), gas(1, 0.1), gas(2, 0.1)]), [T, F, T]);
});

/** One life of a random meter; says what happened and throws where the gate fails. */
function life(random: () => number, name: string) {
  const mainFuseA = random() < 0.5 ? 0 : 16 + Math.floor(random() * 100);
  const limits = limitsOf({ mainFuseA, multipliers: NO_MULTIPLIERS });
  const meter = new RandomMeter(random, mainFuseA);
  const sums = { absurd: 0, unseen: 0, lost: 0, changes: 0, forgotten: 0 };
  let gate = new PlausibilityGate(limits, null);
  let across: NewestState | null = null;
  const waiting = new Set<number>();
  let isRegisterKnown = false;
  for (let n = 0; n < 1500; n++) {
    // The first ten are true: who has never heard a meter believes its first telegram.
    const chances = n < 10 ? { errors: 0, changes: 0 } : { errors: 0.01, changes: 0.001 };
    const { reading, brokenField, isAbsurd, isChanged } = meter.next(chances);
    const where = `${name} telegram ${n} ${brokenField ?? "true"}`;
    if (random() < 0.002) {
      gate = new PlausibilityGate(limits, across?.heard ?? null);
      if (waiting.size > 0 || !isRegisterKnown) sums.forgotten++;
    }
    const verdict = gate.take(reading);
    if (isChanged) sums.changes++;
    if (isAbsurd) sums.absurd++;
    if (brokenField !== null && verdict.ok) sums.unseen++;
    if (brokenField === null) {
      waiting.delete(reading.listType);
      if (!verdict.ok) waiting.add(reading.listType);
      if (!verdict.ok) sums.lost++;
    }
    equal(isAbsurd && verdict.ok, false, where);
    // One of each kind of list: one that says the registers, one that says the name alone.
    const mayLose = 2 * (sums.changes + sums.unseen) + sums.forgotten;
    equal(sums.lost <= mayLose, true, `${where}: ${JSON.stringify(sums)}`);
    if (!verdict.ok) continue;
    const lastWh: number = across?.heard.importWh ?? 0;
    const fellWh: number = lastWh - (reading.importWh ?? lastWh);
    if (verdict.note !== null) isRegisterKnown = false;
    equal(fellWh < 10 || !isRegisterKnown, true, `${where}: fell by ${fellWh}`);
    if (reading.importWh !== undefined) isRegisterKnown = true;
    across = merge(across, entryOf(reading)).state;
  }
  return sums;
}

Deno.test("PlausibilityGate stores nothing absurd and loses one true reading a change, whatever happens", () => {
  const seed = freshSeed();
  const random = seeded(seed);
  const sums = { absurd: 0, unseen: 0, lost: 0, changes: 0, forgotten: 0 };
  for (let run = 0; run < 200; run++) {
    const one = life(random, `seed ${seed} run ${run}`);
    for (const name of Object.keys(sums) as (keyof typeof sums)[]) sums[name] += one[name];
  }
  equal(sums.absurd > 500, true, `seed ${seed}: ${JSON.stringify(sums)}`);
  const mayLose = 1.2 * sums.changes + sums.unseen + sums.forgotten;
  equal(sums.lost < mayLose, true, `seed ${seed}: ${JSON.stringify(sums)}`);
});
