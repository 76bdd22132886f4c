/** Ciphered telegrams without a frame, for the framer: what must be remembered of a line. */
import type { Framing } from "./framing.ts";
import { GLO_START, gloAt, gloTrouble, headBytes } from "./glo.ts";

export class GloFraming implements Framing {
  readonly kind = "glo";
  readonly start = GLO_START;
  readonly sharedBytes = 0;
  readonly isBare = true;
  readonly hasHeaderChecksum = false;
  readonly judge = gloAt;
  readonly trouble = gloTrouble;
  /** Title and what is before it of the telegram heard last. */
  #head = new Uint8Array(0);

  /** No noise has the title of the meter that was heard last. */
  isProof(bytes: Uint8Array, at: number): boolean {
    const head = this.#head;
    for (let place = 0; place < head.length; place++) {
      if (bytes[at + place] !== head[place]) return false;
    }
    return head.length > 0;
  }

  delivered(bytes: Uint8Array, at: number): void {
    if (!this.isProof(bytes, at)) this.#head = bytes.slice(at, at + headBytes(bytes, at));
  }
}
