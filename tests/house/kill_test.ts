import { deepEqual, ok } from "node:assert/strict";
import { freshSeed } from "#tests/support/random.ts";
import { isMissing } from "#tests/support/needs.ts";
import { killRun } from "./kill_run.ts";

Deno.test({
  name: "kill -9 at random instants loses and doubles no announced reading",
  ignore: isMissing("mosquitto"),
  async fn() {
    const seed = freshSeed();
    const { announced, lost, doubled } = await killRun({ kills: 8, seed });
    deepEqual({ lost, doubled }, { lost: 0, doubled: 0 }, `seed ${seed}`);
    ok(announced > 8, `${announced} readings were announced, seed ${seed}`);
  },
});
