import assert from "node:assert/strict";
import { Dating, EARLIEST_MS } from "#actors/history/dating.ts";
import type { MeterReading } from "#model/reading.ts";
import type { PartStatus } from "#model/status.ts";
import { VirtualClock } from "#runtime/clock.ts";
import { quietBook } from "#tests/support/quiet_book.ts";
import { meterReading } from "#tests/support/readings.ts";

function dated(meters: number) {
  const clock = new VirtualClock(5_000);
  const statuses: PartStatus[] = [];
  const counts: Record<string, number> = {};
  const context = {
    clock,
    log: quietBook(clock).book.part("history"),
    count: (name: string, by = 1) => counts[name] = (counts[name] ?? 0) + by,
  };
  const dating = new Dating({ meters, context, say: (status) => statuses.push(status) });
  const accepted: MeterReading[] = [];
  const take = (tickMs: number, receivedAtMs: number, meter = "main") => {
    const reading = meterReading(receivedAtMs, { importW: 1 });
    const frame = { stream: "boot", endOffset: tickMs, tickMs };
    dating.take({ ...reading, meter, frame }, (reading) => accepted.push(reading));
  };
  return { dating, statuses, counts, accepted, take };
}

Deno.test("Dating holds readings of a board without a clock and hands them on with their true times", () => {
  const { dating, statuses, accepted, take } = dated(1);
  for (let s = 0; s < 30; s++) take(s * 1000, 5_000 + s * 1000);
  assert.deepEqual([accepted.length, dating.held], [0, 30]);
  assert.deepEqual(statuses.map(({ part, state, fault }) => [part, state, fault?.code]), [
    ["clock", "warning", "clock-unset"],
  ]);
  const setMs = EARLIEST_MS + 1e9;
  take(30_000, setMs);
  assert.deepEqual(
    accepted.map(({ reading }) => reading.receivedAtMs),
    Array.from({ length: 31 }, (_, s) => setMs - 30_000 + s * 1000),
  );
  assert.deepEqual([dating.held, statuses.at(-1)?.state], [0, "ok"]);
});

Deno.test("Dating bounds what waits, counts what it loses, and keeps meters apart", () => {
  const { dating, counts, accepted, take } = dated(2);
  for (let s = 0; s < 2_600; s++) take(s * 1000, s, "main");
  take(0, 0, "solar");
  assert.deepEqual([dating.held, counts["readingsUndated"]], [2_501, 100]);
  take(1_000, EARLIEST_MS + 5_000, "solar");
  assert.deepEqual(accepted.map(({ meter }) => meter), ["solar", "solar"]);
  assert.equal(dating.held, 2_500);
});

Deno.test("Dating lets readings of a set clock through as they are", () => {
  const { statuses, accepted, take } = dated(1);
  take(0, EARLIEST_MS);
  assert.deepEqual([accepted[0]?.reading.receivedAtMs, statuses], [EARLIEST_MS, []]);
});
