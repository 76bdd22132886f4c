/**
 * What frames carry: whole telegrams, or parts of one in several HDLC segments or M-Bus frames,
 * joined in the same way as `line_decoder.ts` does.
 */
import type { FrameKind } from "../framing/framing.ts";
import { informationEnd, informationStart, isSegmented } from "../framing/hdlc.ts";
import { dataEnd, dataStart, isLastPart, partNumber } from "../framing/mbus.ts";
import { Assembly, type Part } from "../layers/assembly.ts";
import { isLlc, isRepeatedLlc, LLC_BYTES } from "../dlms/llc.ts";

type Bytes = Uint8Array<ArrayBuffer>;

export type FrameRange = { readonly kind: FrameKind; readonly from: number; readonly to: number };

/** The content of one frame: what part of a telegram it is, and the telegram it makes whole. */
export type FrameContent = {
  /** From 0. */
  readonly number: number;
  /** Whether it is all of its telegram. */
  readonly isAlone: boolean;
  /** The telegram that ends here; `null` when more parts follow or one was lost. */
  readonly telegram: Bytes | null;
};

/** Joins the parts of one line. */
export class Parts {
  readonly #parts = new Assembly(() => {});

  /** Takes a whole frame; `null` when it carries nothing. */
  take(bytes: Uint8Array, frame: FrameRange): FrameContent | null {
    const part = this.#partOf(bytes, frame);
    if (part === null) return null;
    const { number, isLast, from, to } = part;
    if (number === 0 && isLast) {
      this.#parts.abandon("");
      return { number, isAlone: true, telegram: new Uint8Array(bytes.subarray(from, to)) };
    }
    const isWhole = this.#parts.add({ ...part, bytes, atMs: 0 });
    const telegram = isWhole ? this.#parts.bytes.slice(0, this.#parts.length) : null;
    return { number, isAlone: false, telegram };
  }

  #partOf(bytes: Uint8Array, { kind, from, to }: FrameRange): Omit<Part, "bytes" | "atMs"> | null {
    if (kind === "mbus") {
      const [number, isLast] = [partNumber(bytes, from), isLastPart(bytes, from)];
      return { from: dataStart(from), to: dataEnd(to), number, isLast };
    }
    if (kind !== "hdlc") return { from, to, number: 0, isLast: true };
    const start = informationStart(bytes, from, to);
    const end = informationEnd(to);
    if (start >= end) return null;
    // Segments have no numbers, but LLC bytes stand in front of every telegram.
    const { next } = this.#parts;
    const isRepeated = next > 0 && isRepeatedLlc(bytes, start, end);
    const number = isLlc(bytes, start) && !isRepeated ? 0 : next;
    const contentAt = isRepeated ? start + LLC_BYTES : start;
    return { from: contentAt, to: end, number, isLast: !isSegmented(bytes, from) };
  }
}
