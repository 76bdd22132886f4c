/**
 * What the microscope shows, as plain data: a telegram cut into pieces. Pieces that lie in another
 * tile it without gap or overlap, so that every byte is named exactly once.
 */

/** A comparison that the bytes passed or failed. */
export type Check = {
  readonly ok: boolean;
  /**
   * What it should be, and what stands there; hex in the order of the line. Nobody can tell what a
   * tag should be: there it is empty.
   */
  readonly expected: string;
  readonly found: string;
};

export type Piece = {
  /**
   * `layer`: one protocol with all it holds. `group`: an array or a structure. `object`: a value
   * with its code, be it cut further or not. `field`: anything else.
   */
  readonly kind: "layer" | "group" | "object" | "field";
  readonly name: string;
  /** First byte, and the byte behind the last; counted in the bytes the piece was cut from. */
  readonly from: number;
  readonly to: number;
  /** The bytes as hex, at most `HEX_BYTES_MAX` of them; empty for a piece that is cut further. */
  readonly hex: string;
  /** In plain words; empty where the name says all. */
  readonly meaning: string;
  /** The fields of the reading that came from this piece. */
  readonly became: readonly string[];
  readonly check: Check | null;
  /** What it is made of, in the order of the bytes; empty for a field that is not cut further. */
  readonly pieces: readonly Piece[];
};

/** What can be said of a field beside its name. */
export type Remark = Partial<Pick<Piece, "kind" | "meaning" | "became" | "check">>;

/** Longer fields show their beginning. */
export const HEX_BYTES_MAX = 64;

/** Cuts `bytes[at..end)` from front to back; what would reach behind the end is cut off there. */
export class Cut {
  readonly pieces: Piece[] = [];

  constructor(readonly bytes: Uint8Array, public at: number, readonly end: number) {}

  get isDone(): boolean {
    return this.at >= this.end;
  }

  /** The next `length` bytes; nothing when none are left. */
  field(name: string, length: number, remark: Remark = {}): void {
    const to = Math.min(this.at + length, this.end);
    if (to <= this.at) return;
    const from = this.at;
    this.add({
      kind: "field",
      name: to - from < length ? `${name}, cut off` : name,
      from,
      to,
      hex: hexOf(this.bytes.subarray(from, Math.min(to, from + HEX_BYTES_MAX))),
      meaning: "",
      became: [],
      check: null,
      ...remark,
      pieces: [],
    });
  }

  /** All bytes up to `to`. */
  upTo(to: number, name: string, remark: Remark = {}): void {
    this.field(name, to - this.at, remark);
  }

  /** A piece that begins where the last one ended. */
  add(piece: Piece): void {
    this.pieces.push(piece);
    this.at = piece.to;
  }

  addAll(pieces: readonly Piece[]): void {
    for (const piece of pieces) this.add(piece);
  }
}

/** Pieces that follow one another, of which there is at least one, as one piece. */
export function wrapped(
  kind: Exclude<Piece["kind"], "field">,
  name: string,
  pieces: readonly Piece[],
  remark: Remark = {},
): Piece {
  const from = pieces[0]?.from ?? 0;
  const to = pieces.at(-1)?.to ?? from;
  const plain = { hex: "", meaning: "", became: [], check: null };
  return { kind, name, from, to, ...plain, ...remark, pieces };
}

/** Bytes as capital hex without gaps. */
export function hexOf(bytes: Uint8Array): string {
  return bytes.toHex().toUpperCase();
}
