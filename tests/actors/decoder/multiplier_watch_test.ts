import { equal, match } from "node:assert/strict";
import { MultiplierWatch } from "#actors/decoder/multiplier_watch.ts";
import { NINE_MS, reading } from "#tests/support/readings.ts";

Deno.test("MultiplierWatch joins short and long lists and looks once a minute", () => {
  const watch = new MultiplierWatch(2);
  const phases = { l1V: 230, l2V: 230, l3V: 230, l1A: 30, l2A: 30, l3A: 30 };
  for (let s = 0; s < 340; s += 10) {
    const atMs = NINE_MS + s * 1000;
    watch.take(reading(atMs, { importVar: 0, exportVar: 10, ...phases }));
    watch.take(reading(atMs + 2500, { listType: 1, importW: 2070 }));
    if (s < 300) equal(watch.hint, null, `${s}`);
  }
  match(watch.hint ?? "", /meter.amperageMultiplier 0.1/);
});
