import { deepEqual, equal, ok } from "node:assert/strict";
import { changeParts, fittingSpans, PART_QUARTERS } from "#energy/import_parts.ts";
import { quartersOfSpans } from "#energy/imported.ts";
import { QUARTER_MS } from "#energy/quarter.ts";
import type { ImportedSpan } from "#model/imported.ts";
import { seeded } from "#tests/support/random.ts";
import { NINE_MS } from "#tests/support/readings.ts";

const span = (fromMs: number, toMs: number, importWh: number | null = 1): ImportedSpan => {
  return { fromMs, toMs, importWh, exportWh: null };
};

Deno.test("fittingSpans() leaves out what is not over, too old, too long or negative", () => {
  const nowMs = NINE_MS + QUARTER_MS + 1;
  const good = span(NINE_MS, NINE_MS + QUARTER_MS);
  const year = 367 * 86_400_000;
  const spans = [
    good,
    span(NINE_MS + QUARTER_MS, NINE_MS + 2 * QUARTER_MS),
    span(0, QUARTER_MS),
    span(NINE_MS - year, NINE_MS),
    span(NINE_MS - QUARTER_MS, NINE_MS, -1),
    span(NINE_MS - QUARTER_MS, NINE_MS, 1e300),
  ];
  deepEqual(fittingSpans(spans, nowMs), [good]);
});

Deno.test("changeParts() gives every quarter once, whatever the length of the spans", () => {
  const random = seeded(7);
  for (const stepMs of [300_000, QUARTER_MS, 3_600_000, 30 * 86_400_000]) {
    const spans: ImportedSpan[] = [];
    let fromMs = NINE_MS;
    while (spans.length < 9_000 && fromMs < NINE_MS + 300 * 86_400_000) {
      spans.push(span(fromMs, fromMs + stepMs, Math.floor(random() * 5000)));
      fromMs += stepMs * (random() < 0.01 ? 2 : 1);
    }
    const parts = [...changeParts(spans)];
    deepEqual(parts.flat(), quartersOfSpans(spans), `steps of ${stepMs} ms`);
    ok(parts.every(({ length }) => length <= 2 * PART_QUARTERS));
  }
});

Deno.test("changeParts() of nothing is nothing", () => {
  equal([...changeParts([])].length, 0);
});
