/** What the curve is given to draw. */
import { deepEqual, equal, ok } from "node:assert/strict";
import { curveDrawing, curvePicture, marksOf } from "#ui/parts/curve_drawing.ts";
import type { CurveView } from "#ui/store/curves.ts";

const NOW_MS = Date.UTC(2026, 4, 19, 16, 42);
const clock = { zone: "Europe/Oslo", locale: "en-GB" };
const row = (secondsAgo: number, netW: number) => ({
  atMs: NOW_MS - secondsAgo * 1000,
  netW,
  lowW: netW,
  highW: netW,
});

function view(rows: CurveView["rows"]): CurveView {
  const fromMs = NOW_MS - 3_600_000;
  return { range: "1h", isPaused: false, fromMs, toMs: NOW_MS, rows, now: null };
}

Deno.test("curveDrawing breaks the line where nobody heard the meter", () => {
  const picture = curvePicture(view([row(300, 1), row(290, 2), row(280, 3), row(20, 4)]), clock);
  const [, powers] = curveDrawing.data(picture);
  deepEqual(powers, [1, 2, 3, null, 4]);
  deepEqual(curveDrawing.describe(picture, 3)?.[1], "no data 4\u202fmin 20\u202fs");
});

Deno.test("curveDrawing says power with its direction, never with a sign", () => {
  const picture = curvePicture(view([row(20, 3240), row(10, -1100)]), clock);
  deepEqual(curveDrawing.describe(picture, 0), ["18:41:40", "3.24\u202fkW in"]);
  deepEqual(curveDrawing.describe(picture, 1), ["18:41:50", "1.10\u202fkW out"]);
  equal(curveDrawing.describe(picture, 2), null);
});

Deno.test("curvePicture() has the newest power inside its scale", () => {
  const now = { atMs: NOW_MS, netW: 12_300 };
  const { low, high } = curvePicture({ ...view([row(10, -100)]), now }, clock);
  ok(low <= -100 && high >= 12_300);
});

Deno.test("marksOf() stands on round local times in zones that are 45 minutes off", () => {
  const kathmandu = { zone: "Asia/Kathmandu", locale: "en-GB" };
  const marks = marksOf(NOW_MS - 86_400_000, NOW_MS, { everyMs: 10_800_000, clock: kathmandu });
  equal(marks.length, 8);
  ok(marks.every((atMs) => (atMs / 60_000 + 345) % 180 === 0));
});
