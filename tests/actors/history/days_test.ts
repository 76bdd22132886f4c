import assert from "node:assert/strict";
import { groupQuarters } from "#energy/group.ts";
import type { EnergyPoint } from "#model/energy.ts";
import { Zone } from "#model/zone.ts";
import { VirtualClock } from "#runtime/clock.ts";
import { historyLife } from "#tests/support/history_life.ts";
import { fillYears } from "#tests/support/ten_years.ts";
import { meterReading } from "#tests/support/readings.ts";

const DAY_MS = 86_400_000;
const UNTIL_MS = Date.UTC(2027, 3, 5, 9, 20);
const ALL = { meter: "main", fromMs: 0, toMs: UNTIL_MS + DAY_MS };

const directory = Deno.makeTempDirSync();
fillYears({ directory, years: 1.2, untilMs: UNTIL_MS - UNTIL_MS % 900_000 });

function live(zoneName: string) {
  const meters = [{ id: "main", zone: new Zone(zoneName) }];
  return historyLife(directory, new VirtualClock(UNTIL_MS), { meters });
}

/** The same out of the quarters alone, asked for page by page. */
function byQuarters({ history }: ReturnType<typeof live>, zone: string, step: "day" | "month") {
  const quarters: EnergyPoint[] = [];
  for (let fromMs = 0;;) {
    const page = history.answers.energy({ ...ALL, fromMs, step: "15min", limit: 3000 });
    if (page.length === 0) return plain([...groupQuarters(quarters, step, new Zone(zone))]);
    quarters.push(...page);
    fromMs = page.at(-1)!.atMs + 900_000;
  }
}

function plain(points: readonly EnergyPoint[]) {
  return points.map((point) => ({ ...point, coverage: point.coverage.toFixed(4) }));
}

Deno.test("Days are built in parts that may be cut off, and are built anew for another zone", async () => {
  for (const zone of ["Europe/Oslo", "Europe/Helsinki", "Europe/Oslo"]) {
    let parts = 0;
    for (let isOver = false; !isOver; parts++) {
      // Each part in a life of its own: building goes on where it was cut off.
      const life = live(zone);
      await life.history.tend();
      isOver = !life.history.isUrgent;
      life.history.close();
    }
    assert.ok(parts > 10, `${parts} parts`);
    const life = live(zone);
    for (const step of ["day", "month"] as const) {
      const answer = plain(life.history.answers.energy({ ...ALL, step }));
      assert.deepEqual(answer, byQuarters(life, zone, step), `${zone}, ${step}`);
    }
    const days = life.history.answers.energy({ ...ALL, step: "day" });
    assert.ok(days.length > 430, `${days.length} days`);
    life.history.close();
  }
});

Deno.test("Days that are cut by the question, and years, add up to the same energy", async () => {
  const life = live("Europe/Oslo");
  do await life.history.tend(); while (life.history.isUrgent);
  const { answers } = life.history;
  const fromMs = Date.UTC(2026, 9, 24, 13, 15);
  const toMs = Date.UTC(2027, 2, 28, 7, 30);
  const sum = (points: readonly EnergyPoint[]) =>
    points.reduce((total, { importWh }) => total + importWh, 0);
  const hours = [
    ...answers.energy({ ...ALL, fromMs, toMs, step: "hour", limit: 2000 }),
    ...answers.energy({ ...ALL, fromMs: fromMs - 900_000 + 2000 * 3_600_000, toMs, step: "hour" }),
  ];
  const total = sum(hours);
  for (const step of ["day", "month", "year"] as const) {
    const points = answers.energy({ ...ALL, fromMs, toMs, step });
    assert.equal(sum(points), total, step);
    assert.ok((points[0]?.coverage ?? 1) < 1, `${step}: the first one is cut`);
  }
  assert.equal(answers.energy({ ...ALL, fromMs, toMs, step: "day", limit: 7 }).length, 7);
  assert.deepEqual(answers.energy({ ...ALL, fromMs: toMs, toMs: fromMs, step: "day" }), []);
  life.history.close();
});

Deno.test("Days follow a late correction of a day that is over, before and after the commit", async () => {
  const life = live("Europe/Oslo");
  do await life.history.tend(); while (life.history.isUrgent);
  // Nothing was heard for a day and a half; then a register fills the gap.
  const say = (atMs: number, importWh: number) =>
    life.history.accept(meterReading(atMs, { importW: 100, importWh }));
  say(UNTIL_MS + 1000, 100_000);
  await life.clock.advance(600_000);
  await life.history.tend();
  life.changes.length = 0;
  say(UNTIL_MS + 1.5 * DAY_MS, 136_000);
  const ask = { ...ALL, fromMs: UNTIL_MS - DAY_MS, toMs: UNTIL_MS + 2 * DAY_MS };
  const check = (when: string) => {
    const quarters = life.history.answers.energy({ ...ask, step: "15min" });
    const expected = [...groupQuarters(quarters, "day", new Zone("Europe/Oslo"))];
    assert.deepEqual(
      plain(life.history.answers.energy({ ...ask, step: "day" })),
      plain(expected),
      when,
    );
  };
  check("waiting");
  const [change] = life.changes;
  assert.ok(change !== undefined && change.fromMs <= UNTIL_MS && change.toMs > UNTIL_MS + DAY_MS);
  await life.clock.advance(1.5 * DAY_MS);
  do await life.history.tend(); while (life.history.isUrgent);
  check("committed");
  life.history.finish();
  const next = live("Europe/Oslo");
  assert.equal(next.history.answers.energy({ ...ask, step: "day" }).length, 3);
  next.history.close();
});
