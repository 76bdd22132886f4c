import { deepEqual, equal } from "node:assert/strict";
import { MeterHealth } from "#actors/decoder/meter_health.ts";
import { Fault } from "#model/fault.ts";

const state = (health: MeterHealth, atS: number) => health.at(atS * 1000).state;

Deno.test("MeterHealth waits for the first telegram for 30 s", () => {
  const health = new MeterHealth(0);
  deepEqual([state(health, 29), state(health, 31)], ["waiting", "warning"]);
});

Deno.test("MeterHealth follows 15 and 30 s for a quick meter", () => {
  const health = new MeterHealth(0);
  for (let s = 0; s <= 100; s += 10) health.reading(s * 1000);
  deepEqual([114, 116, 131].map((s) => state(health, s)), ["ok", "warning", "fault"]);
});

Deno.test("MeterHealth is patient with a meter that speaks once an hour", () => {
  const health = new MeterHealth(0);
  health.reading(0);
  health.reading(3_600_000);
  deepEqual([3600 + 5000, 3600 + 6000, 3600 + 11_000].map((s) => state(health, s)), [
    "ok",
    "warning",
    "fault",
  ]);
});

Deno.test("MeterHealth shows an error after three in a row and forgets it with a reading", () => {
  const health = new MeterHealth(0);
  const fault = new Fault("frame-checksum");
  health.fault(fault);
  health.fault(fault);
  equal(state(health, 1), "waiting");
  health.fault(fault);
  deepEqual(health.at(1000), { state: "fault", fault });
  health.reading(2000);
  equal(state(health, 2), "ok");
});

Deno.test("MeterHealth shows a missing key at once", () => {
  const health = new MeterHealth(0);
  health.fault(new Fault("cipher-needs-key"));
  equal(health.at(1000).fault?.code, "cipher-needs-key");
});
