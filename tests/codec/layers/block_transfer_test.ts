import assert from "node:assert/strict";
import { joinBytes } from "#codec/encode/bytes.ts";
import { gbtBlocks } from "#codec/encode/gbt.ts";
import { blockOf } from "#codec/layers/block_transfer.ts";

const APDU = Uint8Array.from({ length: 250 }, (_, at) => at);

Deno.test("blockOf() finds number, end and data of every block", () => {
  const blocks = gbtBlocks(APDU, 100).map((block) => {
    const opened = blockOf(joinBytes([[9], block]), 1, block.length + 1);
    if (!opened.ok) throw opened.fault;
    const { number, isLast, from, to } = opened.value;
    return { number, isLast, data: block.slice(from - 1, to - 1) };
  });
  assert.deepEqual(blocks, [
    { number: 0, isLast: false, data: APDU.slice(0, 100) },
    { number: 1, isLast: false, data: APDU.slice(100, 200) },
    { number: 2, isLast: true, data: APDU.slice(200) },
  ]);
});

Deno.test("blockOf() takes long lengths, and leaves out what stands behind the data", () => {
  const bytes = joinBytes([[0xe0, 0xc0, 0x01, 0x02, 0, 0, 0x82, 0, 250], APDU, [0, 0]]);
  assert.deepEqual(blockOf(bytes, 0, bytes.length), {
    ok: true,
    value: { number: 0x0101, isLast: true, from: 9, to: 259 },
  });
});

Deno.test("blockOf() names what is wrong", () => {
  const codeOf = (bytes: readonly number[]) => {
    const opened = blockOf(Uint8Array.from(bytes), 0, bytes.length);
    return opened.ok ? null : opened.fault.code;
  };
  assert.equal(codeOf([0xe0, 0x40, 0, 1]), "frame-truncated");
  assert.equal(codeOf([0xe0, 0x40, 0, 1, 0, 0, 5, 1, 2]), "frame-truncated");
  assert.equal(codeOf([0xe0, 0x40, 0, 1, 0, 0, 0x82, 1]), "frame-truncated");
  assert.equal(codeOf([0xe0, 0x40, 0, 0, 0, 0, 1, 1]), "frame-sequence");
  assert.equal(codeOf([0xe0, 0x40, 0, 1, 0, 0, 1, 1]), null);
});
