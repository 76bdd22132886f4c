import assert from "node:assert/strict";
import { LAYOUTS } from "#codec/encode/layouts/mod.ts";
import { simulation } from "#drivers/sim/simulation.ts";

Deno.test("simulation() knows every layout and takes its first wiring", () => {
  for (const { id, wirings } of LAYOUTS) {
    const made = simulation({ id });
    assert.ok(typeof made !== "string", String(made));
    assert.equal(made.household.plan.wiring, wirings[0]);
    assert.equal(made.speed, 1);
  }
});

Deno.test("simulation() says which word does not fit", () => {
  const wrong = [
    [{ id: "nobody" }, /no simulated meter is called nobody; there are aidon/],
    [{ id: "" }, /called nothing/],
    [{ id: "p1", phases: "it" }, /p1 has phases=tn, not it/],
    [{ id: "aidon", phases: "four" }, /not four/],
    [{ id: "aidon", speed: "0" }, /speed is a number/],
    [{ id: "aidon", speed: "fast" }, /not fast/],
    [{ id: "aidon", seed: "-1" }, /seed is a whole number/],
    [{ id: "aidon", zone: "Mars/Base" }, /not Mars\/Base/],
  ] as const;
  for (const [words, sentence] of wrong) {
    const made = simulation(words);
    assert.ok(typeof made === "string");
    assert.match(made, sentence);
  }
});
