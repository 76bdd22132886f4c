import assert from "node:assert/strict";
import { type ClockRule, Clocks } from "#codec/dlms/clock.ts";
import { SeasonFlag } from "#codec/p1/season_flag.ts";
import { Zone } from "#model/zone.ts";

const HOUR_MS = 3_600_000;
const clocks = new Clocks(new Zone("Europe/Oslo"));

/** What a flag is read as after a meter has shown these flags at noon of these days. */
function after(days: readonly (readonly [day: string, flag: ClockRule, atMs?: number])[]) {
  const season = new SeasonFlag();
  for (const [day, flag, atMs] of days) {
    season.hear(flag, { localMs: Date.parse(`${day}T12:00:00Z`), atMs }, clocks);
  }
  return { summer: season.ruleOf("summer"), standard: season.ruleOf("standard") };
}

const HONOURED = { summer: "summer", standard: "standard" };

Deno.test("SeasonFlag honours flags that agree with the zone", () => {
  assert.deepEqual(after([["2026-07-01", "summer"], ["2026-07-02", "summer"]]), HONOURED);
  assert.deepEqual(after([["2026-02-01", "standard"], ["2026-02-02", "standard"]]), HONOURED);
});

Deno.test("SeasonFlag gives way to the zone after a contradiction on two days running", () => {
  assert.deepEqual(after([["2026-02-10", "summer"], ["2026-02-10", "summer"]]), HONOURED);
  const wrong = after([["2026-02-10", "summer"], ["2026-02-11", "summer"]]);
  assert.deepEqual(wrong, { summer: "zone", standard: "standard" });
  const winter = after([["2026-07-10", "standard"], ["2026-07-11", "standard"]]);
  assert.deepEqual(winter, { summer: "summer", standard: "zone" });
});

Deno.test("SeasonFlag forgives a day of contradiction when agreement or days lie between", () => {
  const agreed = [["2026-02-10", "summer"], ["2026-02-10", "standard"]] as const;
  assert.deepEqual(after([...agreed, ["2026-02-11", "summer"]]), HONOURED);
  assert.deepEqual(after([["2026-02-10", "summer"], ["2026-02-12", "summer"]]), HONOURED);
});

Deno.test("SeasonFlag is believed where the time of arrival bears it out", () => {
  const winterAllYear = ["2026-07-10", "2026-07-11", "2026-07-12"].map((day) =>
    [day, "standard", Date.parse(`${day}T11:00:07Z`)] as const
  );
  assert.deepEqual(after(winterAllYear), HONOURED);
  const summerInWinter = ["2026-02-10", "2026-02-11"].map((day) =>
    [day, "summer", Date.parse(`${day}T12:00:00Z`) - HOUR_MS] as const
  );
  assert.deepEqual(after(summerInWinter), { summer: "zone", standard: "standard" });
});

Deno.test("SeasonFlag learns nothing from clocks without a flag or a date", () => {
  const season = new SeasonFlag();
  season.hear("zone", { localMs: 0, atMs: undefined }, clocks);
  season.hear("summer", { localMs: NaN, atMs: undefined }, clocks);
  assert.equal(season.ruleOf("summer"), "summer");
  assert.equal(season.ruleOf("zone"), "zone");
});
