import assert from "node:assert/strict";
import { ClockTrust } from "#energy/clock_trust.ts";
import type { MeterReading } from "#model/reading.ts";
import { NINE_MS, reading } from "#tests/support/readings.ts";

const EARLIEST_MS = Date.UTC(2026, 0, 1);

type At = { system: number; tick: number; stream?: string; meter?: number };

function entry({ system, tick, stream = "a", meter }: At): MeterReading {
  const meterTime = meter === undefined ? {} : { meterTime: new Date(meter).toISOString() };
  return {
    meter: "main",
    reading: reading(system, { importW: tick, ...meterTime }),
    frame: { stream, endOffset: tick, tickMs: tick },
  };
}

/** When the readings of a life come out, in order, as `[tick, atMs − nine]`. */
function told(trust: ClockTrust, entries: readonly At[]): number[][] {
  const out: number[][] = [];
  for (const at of entries) {
    trust.take(entry(at), ({ reading: { receivedAtMs }, frame }) => {
      out.push([frame.tickMs, receivedAtMs - NINE_MS]);
    });
  }
  return out;
}

const trustOf = (heldMax = 100) => new ClockTrust({ earliestMs: EARLIEST_MS, heldMax });

Deno.test("ClockTrust hands on at once what came at a possible time", () => {
  const trust = trustOf();
  assert.deepEqual(told(trust, [{ system: NINE_MS, tick: 5 }]), [[5, 0]]);
  assert.equal(trust.dating, "clock");
});

Deno.test("ClockTrust dates held readings back by their ticks when the clock becomes possible", () => {
  const trust = trustOf();
  const held = [{ system: 1000, tick: 1000 }, { system: 9000, tick: 11_000 }];
  assert.deepEqual(told(trust, held), []);
  assert.deepEqual([trust.dating, trust.counts.held], ["none", 2]);
  assert.deepEqual(told(trust, [{ system: NINE_MS, tick: 21_000 }]), [
    [1000, -20_000],
    [11_000, -10_000],
    [21_000, 0],
  ]);
  assert.deepEqual([trust.dating, trust.counts.held], ["clock", 0]);
});

Deno.test("ClockTrust dates readings of an older stream by the clock that both had", () => {
  const out = told(trustOf(), [
    { system: 1000, tick: 7, stream: "a" },
    { system: 61_000, tick: 1000, stream: "b" },
    { system: NINE_MS, tick: 11_000, stream: "b" },
  ]);
  assert.deepEqual(out, [[7, -70_000], [1000, -10_000], [11_000, 0]]);
});

Deno.test("ClockTrust believes the meter's clock from the second possible reading on", () => {
  const trust = trustOf();
  assert.deepEqual(told(trust, [{ system: 1000, tick: 1000 }]), []);
  assert.deepEqual(told(trust, [{ system: 2000, tick: 2000, meter: NINE_MS }]), []);
  const out = told(trust, [
    { system: 12_000, tick: 12_000, meter: NINE_MS + 10_000 },
    { system: 13_000, tick: 13_000 },
    { system: 14_000, tick: 14_000, meter: NINE_MS + 10_000 },
  ]);
  assert.deepEqual(out, [
    [1000, -1000],
    [2000, 0],
    [12_000, 10_000],
    [13_000, 11_000],
    [14_000, 12_000],
  ]);
  assert.equal(trust.dating, "meter");
});

Deno.test("ClockTrust does not believe a meter's clock that leaps, stands or is impossible", () => {
  for (const second of [NINE_MS + 3_600_000, NINE_MS, 5000]) {
    const trust = trustOf();
    const out = told(trust, [
      { system: 0, tick: 0, meter: NINE_MS },
      { system: 20_000, tick: 20_000, meter: second },
      { system: 40_000, tick: 40_000 },
    ]);
    assert.deepEqual([out, trust.dating], [[], "none"], String(second));
  }
});

Deno.test("ClockTrust holds so many readings and counts the older ones that it let go", () => {
  const trust = trustOf(2);
  const entries = [1, 2, 3, 4].map((tick) => ({ system: tick, tick }));
  told(trust, entries);
  assert.deepEqual(trust.counts, { held: 2, lost: 2 });
  assert.deepEqual(told(trust, [{ system: NINE_MS, tick: 5 }]), [[3, -2], [4, -1], [5, 0]]);
});
