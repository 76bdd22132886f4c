import { deepEqual } from "node:assert/strict";
import { realtimeJson } from "#codec/upstream/realtime_json.ts";

const point = (atMs: number, netW: number) => ({ atMs, netW, netWMin: netW, netWMax: netW });

Deno.test("realtimeJson() gives the newest slot first and repeats over a gap", () => {
  const points = [point(100_000, 500), point(120_000, -300)];
  deepEqual(realtimeJson({ points, nowMs: 125_000, offset: 0, size: 4 }), {
    offset: 0,
    size: 4,
    total: 360,
    data: [-300, 500, 500, 0],
  });
});

Deno.test("realtimeJson() pages by offset and fills beyond the ring with 0", () => {
  const points = [point(120_000, 700)];
  const { data } = realtimeJson({ points, nowMs: 120_000 + 3_590_000, offset: 358, size: 4 });
  deepEqual(data, [700, 700, 0, 0]);
});
