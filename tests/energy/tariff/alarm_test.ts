import assert from "node:assert/strict";
import { PeakAlarm } from "#energy/tariff/alarm.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

function looker(intervalMs = HOUR_MS) {
  const alarm = new PeakAlarm();
  const look = (minute: number, share: number) =>
    alarm.look({
      atMs: minute * MINUTE_MS,
      elapsedMs: minute * MINUTE_MS % intervalMs,
      intervalMs,
      share,
    });
  return { alarm, look };
}

Deno.test("PeakAlarm.look() waits until the interval is settled", () => {
  const { look } = looker();
  assert.equal(look(9, 1.5), false);
  assert.equal(look(10, 1.5), true);
  const quarter = looker(900_000);
  assert.equal(quarter.look(2, 1.5), false);
  assert.equal(quarter.look(3, 1.5), true);
});

Deno.test("PeakAlarm.look() tells a notice and later the warning, five minutes apart", () => {
  const { alarm, look } = looker();
  assert.equal(look(20, 0.95), true);
  assert.equal(alarm.risk, 1);
  assert.equal(look(21, 1.1), false);
  assert.equal(alarm.risk, 2);
  assert.equal(look(24.9, 1.1), false);
  assert.equal(look(25, 1.1), true);
  assert.equal(look(40, 1.2), false);
});

Deno.test("PeakAlarm.look() calms down after two minutes well below", () => {
  const { alarm, look } = looker();
  look(20, 1.1);
  look(21, 0.84);
  look(22, 0.86);
  assert.equal(alarm.risk, 2);
  look(23, 0.8);
  look(24.9, 0.8);
  assert.equal(alarm.risk, 2);
  look(25, 0.8);
  assert.equal(alarm.risk, 0);
  assert.equal(look(30, 1.1), true);
});
