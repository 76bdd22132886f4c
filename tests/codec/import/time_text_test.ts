import assert from "node:assert/strict";
import { timeOf } from "#codec/import/time_text.ts";

const iso = (text: string) => {
  const time = timeOf(text);
  if (time === null) return null;
  return time.kind === "instant"
    ? new Date(time.atMs).toISOString()
    : `local ${new Date(time.wallMs).toISOString().slice(0, 19)}`;
};

Deno.test("timeOf() reads the ways in which portals write times", () => {
  assert.equal(iso("2026-10-25T02:00:00+02:00"), "2026-10-25T00:00:00.000Z");
  assert.equal(iso("2026-10-25T00:00Z"), "2026-10-25T00:00:00.000Z");
  assert.equal(iso("2026-10-25 02:15"), "local 2026-10-25T02:15:00");
  assert.equal(iso("25.10.2026 02:15"), "local 2026-10-25T02:15:00");
  assert.equal(iso("25/10/2026 02:15:30"), "local 2026-10-25T02:15:30");
  assert.equal(iso("5-1-2026"), "local 2026-01-05T00:00:00");
  assert.equal(iso("2026-10-25 24:00"), "local 2026-10-26T00:00:00");
});

Deno.test("timeOf() takes nothing that is no time", () => {
  for (
    const text of ["", "1,25", "31.02.2026", "2026-13-01", "2026-01-01 25:00", "02:15", "E123"]
  ) {
    assert.equal(timeOf(text), null, text);
  }
});
