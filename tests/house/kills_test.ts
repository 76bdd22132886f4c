import { deepEqual, ok } from "node:assert/strict";
import { isMissing } from "#tests/support/needs.ts";
import { freshSeed } from "#tests/support/random.ts";
import { killRun } from "./kills.ts";
import { cutRun, LOST_MS_MAX } from "./power_cuts.ts";
import { serviceKillRun } from "./service_kills.ts";

const KILLS = Number(Deno.env.get("METERD_KILLS") ?? 100);

Deno.test("history loses, doubles and spoils nothing when it is killed at random instants", async () => {
  const seed = freshSeed();
  const { announced, edits, lost, doubled, faults } = await killRun({ kills: KILLS, seed });
  deepEqual({ lost, doubled, faults }, { lost: 0, doubled: 0, faults: 0 }, `seed ${seed}`);
  ok(announced > KILLS && edits > 0, `${announced} announced, ${edits} edits, seed ${seed}`);
});

Deno.test({
  name: "a power cut takes at most a minute of live data, and never a closed quarter or an edit",
  ignore: isMissing("strace"),
  async fn() {
    const seed = freshSeed();
    const report = await cutRun({ cuts: 60, livedS: 2400, seed });
    const { lostMsMax, lostEditMsMax, doubled, faults } = report;
    deepEqual(
      { lostEditMsMax, doubled, faults },
      { lostEditMsMax: 0, doubled: 0, faults: 0 },
      `seed ${seed}`,
    );
    ok(lostMsMax <= LOST_MS_MAX, `${lostMsMax} ms lost, seed ${seed}`);
  },
});

Deno.test({
  name: "the service loses and doubles no announced reading when it is killed at random instants",
  ignore: isMissing("mosquitto"),
  async fn() {
    const seed = freshSeed();
    const { announced, lost, doubled } = await serviceKillRun({ kills: 5, seed });
    deepEqual({ lost, doubled }, { lost: 0, doubled: 0 }, `seed ${seed}`);
    ok(announced > 5, `${announced} readings were announced, seed ${seed}`);
  },
});
