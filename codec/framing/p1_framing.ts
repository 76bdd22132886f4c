/** P1 telegrams for the framer: what must be remembered of a line to judge them well. */
import { hexNumber } from "../hex.ts";
import { crc16Arc } from "./crc.ts";
import type { Framing, Refused, Trouble } from "./framing.ts";
import {
  areAlike,
  EndSearch,
  type IdentMark,
  identMark,
  isChecked,
  isCiphered,
  isWholeAtEnd,
  P1_START,
  p1At,
} from "./p1.ts";
import { BAD_P1_CHECKSUM } from "./verdict.ts";

export class P1Framing implements Framing {
  readonly kind = "p1";
  readonly start = P1_START;
  readonly sharedBytes = 0;
  readonly isBare = false;
  readonly hasHeaderChecksum = false;
  readonly isWholeAtEnd = isWholeAtEnd;
  readonly #endSearch = new EndSearch();
  /** The meter heard last that sends checksums. */
  #checkedIdent: IdentMark | null = null;

  /** A meter that was heard with a checksum does not lose it, but noise may eat it. */
  judge(bytes: Uint8Array, at: number, end: number): number {
    const verdict = p1At(bytes, at, end, this.#endSearch);
    if (verdict <= 0 || this.isProof(bytes, at, at + verdict)) return verdict;
    const known = this.#checkedIdent;
    if (known === null) return verdict;
    return areAlike(known, identMark(bytes, at, at + verdict)) ? BAD_P1_CHECKSUM : verdict;
  }

  /** The length field that leads to the end mark is proof as well: ciphertext has no other. */
  isProof(bytes: Uint8Array, at: number, to: number): boolean {
    return isChecked(bytes, at, to) || isCiphered(bytes, at, to);
  }

  trouble({ bytes, at, end, verdict }: Refused): Trouble {
    if (verdict !== BAD_P1_CHECKSUM) return { bytes: 0 };
    const digitsAt = new EndSearch().find(bytes, at + 1, end) + 1;
    const digits = String.fromCharCode(...bytes.subarray(digitsAt, Math.min(digitsAt + 4, end)));
    const found = /^[0-9A-F]*/i.exec(digits)?.[0] || "none";
    const expected = hexNumber(crc16Arc(bytes, at, digitsAt), 4);
    return { bytes: 0, offset: digitsAt - at, expected, found };
  }

  delivered(bytes: Uint8Array, at: number, to: number): void {
    if (isChecked(bytes, at, to)) this.#checkedIdent = identMark(bytes, at, to);
  }

  shifted(count: number): void {
    this.#endSearch.shift(count);
  }
}
