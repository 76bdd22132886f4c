import assert from "node:assert/strict";
import { closeSync, openSync } from "node:fs";
import { tryFlock } from "#drivers/linux/flock.ts";

Deno.test("tryFlock() holds a file against others until its descriptor is closed", async () => {
  const path = await Deno.makeTempFile();
  const [one, other] = [openSync(path, "r"), openSync(path, "r")];
  assert.equal(tryFlock(one), true);
  assert.equal(tryFlock(other), false);
  closeSync(one);
  assert.equal(tryFlock(other), true);
  closeSync(other);
  await Deno.remove(path);
});
