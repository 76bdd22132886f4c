/** A block of a general-block-transfer in pieces (`layers/block_transfer.ts` draws it). */
import { type Block, blockOf } from "../layers/block_transfer.ts";
import type { Cut } from "./piece.ts";

const LAST = 0x80;
const STREAMING = 0x40;
const WINDOW = 0x3f;
const NUMBER_BYTES = 2;

/** Adds the block that begins where the cut is; `null` when it is cut off. */
export function addBlock(cut: Cut): Block | null {
  const { bytes, at, end } = cut;
  const block = blockOf(bytes, at, end);
  const control = bytes[at + 1] ?? 0;
  cut.field("tag", 1);
  cut.field("control", 1, {
    meaning: [
      (control & LAST) === 0 ? "more blocks follow" : "last block",
      ...((control & STREAMING) === 0 ? [] : ["streaming"]),
      `window ${control & WINDOW}`,
    ].join(", "),
  });
  cut.field("block number", NUMBER_BYTES, {
    meaning: String((bytes[cut.at] ?? 0) * 256 + (bytes[cut.at + 1] ?? 0)),
  });
  cut.field("block acknowledged", NUMBER_BYTES);
  if (!block.ok) {
    cut.upTo(end, "not readable", { meaning: block.fault.message });
    return null;
  }
  const { from, to } = block.value;
  cut.upTo(from, "length", { meaning: `${to - from} bytes` });
  cut.upTo(to, "part of the telegram");
  cut.upTo(end, "bytes behind the block");
  return block.value;
}
