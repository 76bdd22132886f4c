import assert from "node:assert/strict";
import { allowedChange } from "#energy/edit_policy.ts";
import type { EnergyPoint, Quality } from "#model/energy.ts";

const change = { atMs: 0, importWh: 300, exportWh: null };

function shown(importWh: number, quality: Quality): EnergyPoint {
  return { atMs: 0, importWh, exportWh: 7, coverage: 1, quality, estimatedWh: 0 };
}

Deno.test("allowedChange() fills what is unknown under every policy", () => {
  const empty = { ...shown(0, "measured"), exportWh: 0, coverage: 0 };
  for (const policy of ["keep", "keepBetter", "larger", "replace"] as const) {
    for (const known of [null, empty]) {
      assert.equal(allowedChange(change, known, { policy, quality: "imported" }), change);
    }
  }
  const silent = { ...change, importWh: null };
  assert.equal(allowedChange(silent, null, { policy: "replace", quality: "edited" }), null);
});

Deno.test("allowedChange() meets known energy as the policy says", () => {
  const table = [
    // policy, shown Wh and quality, what may pass
    ["keep", 100, "edited", null],
    ["keepBetter", 100, "measured", null],
    ["keepBetter", 100, "interpolated", null],
    ["keepBetter", 100, "imported", null],
    ["keepBetter", 100, "edited", 300],
    ["larger", 100, "measured", 300],
    ["larger", 400, "imported", null],
    ["replace", 400, "measured", 300],
    ["replace", 300, "measured", null],
    ["replace", 300, "edited", 300],
  ] as const;
  for (const [policy, importWh, quality, passes] of table) {
    const point = shown(importWh, quality);
    const allowed = allowedChange(change, point, { policy, quality: "imported" });
    assert.equal(allowed?.importWh ?? null, passes, `${policy} over ${importWh} ${quality}`);
  }
});

Deno.test("allowedChange() larger decides each direction on its own", () => {
  const both = { atMs: 0, importWh: 300, exportWh: 5 };
  const allowed = allowedChange(both, shown(100, "scaled"), {
    policy: "larger",
    quality: "imported",
  });
  assert.deepEqual(allowed, { atMs: 0, importWh: 300, exportWh: null });
});
