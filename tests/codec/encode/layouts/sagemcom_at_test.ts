import assert from "node:assert/strict";
import { sagemcomAt } from "#codec/encode/layouts/sagemcom_at.ts";
import { householdExample } from "#tests/support/household_example.ts";
import { seeded } from "#tests/support/random.ts";
import { randomSecurity } from "#tests/support/random_security.ts";

const state = householdExample(1234, Date.UTC(2026, 0, 5, 12, 0, 10));
const security = randomSecurity(seeded(1), { maker: "SAG", control: 0x20 });

// Chapter 10 §5.2: a body of 257 bytes, whose length reads 01.
Deno.test("sagemcom-at ciphers into two M-Bus frames, the first with a length of 01", () => {
  const bytes = sagemcomAt.encode(state, 4, security);
  assert.equal(bytes.subarray(0, 9).toHex(), "68010168" + "53ff00" + "0167");
  assert.equal(bytes[4 + 257 + 1], 0x16);
  assert.equal(bytes.subarray(4 + 257 + 2).subarray(0, 9).toHex(), "680d0d68" + "53ff11" + "0167");
});

Deno.test("sagemcom-at is known by its title alone", () => {
  assert.equal(sagemcomAt.expected(state, 4, security).vendor, "sagemcom");
  assert.equal(sagemcomAt.expected(state, 4, undefined).vendor, "unknown");
});
