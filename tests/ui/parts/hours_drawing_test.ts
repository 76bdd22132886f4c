/** What the bars are given to draw. */
import { deepEqual, equal, ok } from "node:assert/strict";
import { hourNote, hoursDrawing, hoursPicture } from "#ui/parts/hours_drawing.ts";

const clock = { zone: "UTC", locale: "en-GB" };
const bar = {
  atMs: Date.UTC(2026, 4, 19, 18),
  energy: { importWh: 2730, exportWh: 0 },
  coverage: 1,
  isEstimated: false,
  isRunning: false,
};

Deno.test("hoursPicture() holds the bars, the forecast and zero", () => {
  const bars = [bar, { ...bar, energy: { importWh: 0, exportWh: 900 } }, { ...bar, energy: null }];
  const { low, high, lines } = hoursPicture(bars, { importWh: 4000, exportWh: 0 }, clock);
  ok(low <= -0.9 && high >= 4);
  ok(lines.includes(0));
});

Deno.test("hoursPicture() has no lower half while nothing was ever sent", () => {
  equal(hoursPicture([bar], null, clock).low, 0);
});

Deno.test("hoursPicture() of next to nothing has lines that two decimals can name", () => {
  const { lines } = hoursPicture([{ ...bar, energy: { importWh: 3, exportWh: 0 } }], null, clock);
  for (const line of lines) ok(Math.abs(Number(line.toFixed(2)) - line) < 1e-9);
});

Deno.test("hoursDrawing says hours as spans, and leaves out a flow that was not", () => {
  const picture = hoursPicture([bar, { ...bar, energy: null }], null, clock);
  deepEqual(hoursDrawing.describe(picture, 0), ["18 to 19", "2.73\u202fkWh in"]);
  deepEqual(hoursDrawing.describe(picture, 1), ["18 to 19", "nothing known"]);
});

Deno.test("hourNote() says what is uncertain about an hour", () => {
  equal(hourNote(bar), "");
  equal(
    hourNote({ ...bar, isEstimated: true, coverage: 0.4 }),
    "reckoned from power, the meter was heard for 40 % of it",
  );
});
