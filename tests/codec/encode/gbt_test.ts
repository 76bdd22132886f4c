import assert from "node:assert/strict";
import { gbtBlocks } from "#codec/encode/gbt.ts";

Deno.test("gbtBlocks() numbers the blocks from 1 and marks the last", () => {
  const blocks = gbtBlocks(Uint8Array.of(1, 2, 3, 4, 5), 2).map((block) => block.toHex());
  assert.deepEqual(blocks, [
    "e040" + "0001" + "0000" + "02" + "0102",
    "e040" + "0002" + "0000" + "02" + "0304",
    "e0c0" + "0003" + "0000" + "01" + "05",
  ]);
});
