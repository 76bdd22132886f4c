import assert from "node:assert/strict";
import { LAYOUTS } from "#codec/encode/layouts/mod.ts";
import type { Layout } from "#codec/encode/parts/layout.ts";
import { simulation } from "#drivers/sim/simulation.ts";

const KEY = "000102030405060708090a0b0c0d0e0f";

Deno.test("simulation() knows every layout and takes its first wiring", () => {
  for (const { id, wirings } of LAYOUTS) {
    const made = simulation({ id });
    assert.ok(typeof made !== "string", String(made));
    assert.equal(made.household.plan.wiring, wirings[0]);
    assert.equal(made.speed, 1);
  }
});

Deno.test("simulation() of every make that ciphers takes a key", () => {
  for (const { id, ciphering } of LAYOUTS as readonly Layout[]) {
    if (ciphering === undefined) continue;
    const made = simulation({ id, key: KEY, authKey: KEY });
    assert.ok(typeof made !== "string", String(made));
    assert.equal(made.seal?.encryptionKey.toHex(), KEY);
    assert.equal(made.seal.control, 0x30);
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
    [{ id: "aidon", key: "0011" }, /key is 32 hex digits$/],
    [{ id: "aidon", key: KEY, authKey: `${KEY}00` }, /authKey is 32 hex digits$/],
    [{ id: "aidon", authKey: KEY }, /of no use without key/],
    [{ id: "sml", key: KEY }, /sml never ciphers/],
  ] as const;
  for (const [words, sentence] of wrong) {
    const made = simulation(words);
    assert.ok(typeof made === "string");
    assert.match(made, sentence);
  }
});
