import { deepEqual, equal } from "node:assert/strict";
import { asFault, Fault } from "#model/fault.ts";
import { FAULTS } from "#model/faults/mod.ts";

Deno.test("Fault says what, where and what was expected", () => {
  const fault = new Fault("frame-checksum", { offset: 12, expected: "1A2B", found: "FFFF" });
  equal(fault.message, "The frame's checksum is wrong at byte 12 (expected 1A2B, found FFFF)");
  deepEqual(Object.keys(fault.view()), ["code", "message", "hint"]);
});

Deno.test("FAULTS speaks in whole sentences with a hint and without blame", () => {
  for (const [code, { message, hint }] of Object.entries(FAULTS)) {
    equal(/^(meterd|[A-Z]).*[^.]$/.test(message), true, code);
    equal(/^[A-Z`].*\.$/.test(hint), true, code);
    equal(/oops|please try|invalid|illegal/i.test(message), false, code);
  }
});

Deno.test("asFault() keeps a fault and wraps anything else with its cause", () => {
  const fault = new Fault("store-full");
  equal(asFault(fault), fault);
  const cause = new TypeError("x is null");
  const wrapped = asFault(cause);
  deepEqual([wrapped.code, wrapped.detail.cause], ["internal", cause]);
  equal(asFault("text", "store-unwritable").message.endsWith(": text"), true);
});
