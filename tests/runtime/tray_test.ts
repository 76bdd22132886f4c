import { deepEqual } from "node:assert/strict";
import { Tray } from "#runtime/tray.ts";

Deno.test("Tray keeps the newest things, and a list once given stays as it is", () => {
  const tray = new Tray<number>(3);
  for (const item of [1, 2, 3]) tray.put(item);
  const { items } = tray;
  tray.put(4);
  deepEqual([items, tray.items], [[1, 2, 3], [2, 3, 4]]);
});
