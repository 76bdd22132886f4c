/** Labels that would collide. */
import { deepEqual } from "node:assert/strict";
import { withRoom } from "#ui/parts/pen.ts";

Deno.test("withRoom() lets later labels give way to earlier ones", () => {
  const label = (x: number) => ({ x, width: 40 });
  deepEqual(withRoom([label(100), label(130), label(150)]), [label(100), label(150)]);
});
