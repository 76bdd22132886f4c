/** Addresses of views. */
import { deepEqual } from "node:assert/strict";
import { routeOf } from "#ui/store/route.ts";

Deno.test("routeOf() names the view of an address, and Now for every unknown one", () => {
  deepEqual(["", "#", "#/", "#/status", "#/status?x=1", "#/nonsense"].map(routeOf), [
    "now",
    "now",
    "now",
    "status",
    "status",
    "now",
  ]);
});
