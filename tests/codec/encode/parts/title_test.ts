import assert from "node:assert/strict";
import { titleVendor } from "#codec/encode/parts/title.ts";
import { seeded } from "#tests/support/random.ts";
import { randomSecurity } from "#tests/support/random_security.ts";

const securityOf = (maker: string) => randomSecurity(seeded(1), { maker, control: 0x20 });

Deno.test("titleVendor() knows five makers by three letters", () => {
  const vendors = ["SAG", "KFM", "ISK", "KAM", "LGZ", "AID", ""].map((maker) =>
    titleVendor(securityOf(maker))
  );
  assert.deepEqual(vendors, [
    ...["sagemcom", "kaifa", "iskra", "kamstrup", "landisgyr", "unknown", "unknown"],
  ]);
  assert.equal(titleVendor(undefined), "unknown");
});
