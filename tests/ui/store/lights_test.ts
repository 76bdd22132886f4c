/** What the head says about the health of the house. */
import { deepEqual, equal } from "node:assert/strict";
import type { PartState, PartStatus } from "#model/status.ts";
import { lightsOf, troubleCount } from "#ui/store/lights.ts";

const part = (name: string, state: PartState): PartStatus => ({
  part: name,
  state,
  text: "",
  fault: null,
  sinceMs: 0,
});

Deno.test("lightsOf() joins source and decoder to the meter, with the worse of the two", () => {
  const lights = lightsOf([
    part("mqtt", "off"),
    part("source:main", "ok"),
    part("decoder:main", "warning"),
    part("web", "ok"),
  ], false);
  deepEqual(lights, [{ id: "meter", state: "warning" }, { id: "mqtt", state: "off" }]);
  equal(troubleCount(lights), 1);
});

Deno.test("lightsOf() warns of a silent meter though its parts say ok", () => {
  deepEqual(lightsOf([part("source:main", "ok")], true), [{ id: "meter", state: "warning" }]);
  deepEqual(lightsOf([part("source:main", "fault")], true), [{ id: "meter", state: "fault" }]);
});

Deno.test("lightsOf() shows no light for what is not there", () => {
  deepEqual(lightsOf([part("web", "ok")], true), []);
});
