import assert from "node:assert/strict";
import { cosemTime } from "#codec/encode/cosem_time.ts";

const NOON = { year: 2026, month: 7, day: 4, hour: 12, minute: 34, second: 56 };

Deno.test("cosemTime() writes the date, the weekday from Monday = 1, and the time", () => {
  const style = { hundredths: 0xff, deviationMin: null, status: 0 };
  // The 4th of July 2026 is a Saturday.
  assert.equal(cosemTime(NOON, style).toHex(), "07ea0704" + "06" + "0c2238" + "ff" + "8000" + "00");
  assert.equal(cosemTime({ ...NOON, day: 5 }, style)[4], 7);
  assert.equal(cosemTime({ ...NOON, day: 6 }, style)[4], 1);
});

Deno.test("cosemTime() writes a deviation as minutes to add for UTC", () => {
  const style = { hundredths: 0, deviationMin: -120, status: 0x80 };
  assert.equal(cosemTime(NOON, style).subarray(8).toHex(), "00" + "ff88" + "80");
});
