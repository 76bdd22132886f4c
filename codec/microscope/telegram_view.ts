/**
 * One telegram in pieces, layer by layer from the content of its frame to the last value, as
 * `layers/layers.ts` and `telegram.ts` read it. What was joined or ciphered is shown as a content
 * of its own, since its bytes stand nowhere in the input.
 */
import { openNotification } from "../dlms/apdu.ts";
import { CLOCK_BYTES } from "../dlms/clock.ts";
import { P1_START } from "../framing/p1.ts";
import { BLOCK_TRANSFER } from "../layers/block_transfer.ts";
import { cipherHeader } from "../layers/cipher.ts";
import { LLC } from "../dlms/llc.ts";
import { CIPHERED, DATA_NOTIFICATION } from "../layers/layers.ts";
import { addBlock } from "./block_view.ts";
import { addCiphered, decipher, titleWords } from "./cipher_view.ts";
import { iecPieces } from "./iec_view.ts";
import { clockWords } from "./item_words.ts";
import { listPieces } from "./list_view.ts";
import type { Opener } from "./opener.ts";
import { p1Pieces } from "./p1_view.ts";
import { Cut, type Piece, wrapped } from "./piece.ts";
import type { Content, KeyUse } from "./slide.ts";
import type { Tools } from "./tools.ts";
import { Touch } from "./touch.ts";

type Bytes = Uint8Array<ArrayBuffer>;
type Range = { readonly from: number; readonly to: number };

const LLC_BYTES = 3;
const INVOKE_ID_BYTES = 4;
const MINUTE_AT = 6;
/** Contents in contents; telegrams of meters have three. */
const CONTENTS_MAX = 4;

export class TelegramView {
  /** In the order in which they were made. */
  readonly contents: Content[] = [];
  key: KeyUse | null = null;
  layout: string | null = null;
  readonly #tools: Tools;
  #isTrusted: boolean;

  /**
   * @param isTrusted Whether the checks of the frame held. If not, nothing is joined and no value
   * is traced into a reading.
   */
  constructor(tools: Tools, isTrusted: boolean) {
    this.#tools = tools;
    this.#isTrusted = isTrusted;
  }

  /** The content of a frame, whatever layer comes first. */
  readonly open: Opener = (bytes, from, to) => {
    const cut = new Cut(bytes, from, to);
    if (bytes[from] === LLC) {
      const llc = new Cut(bytes, from, to);
      llc.field("selectors", LLC_BYTES);
      cut.add(wrapped("layer", "LLC", llc.pieces));
    }
    if (!cut.isDone) cut.addAll(this.#apdu(bytes, cut.at, to));
    return cut.pieces;
  };

  /** P1 text, whose body may be ciphered. */
  readonly openText: Opener = (bytes, from, to) => {
    this.layout ??= "p1";
    return p1Pieces(bytes, { from, to }, {
      touch: this.#touch(bytes, { from, to }),
      ciphered: (cut) => {
        const ident = bytes.subarray(from, cut.at);
        const inner = new Cut(bytes, cut.at, to);
        this.#addCiphered(inner, (content) => this.#lines(ident, content));
        cut.add(wrapped("layer", "General-glo-ciphering", inner.pieces));
      },
    });
  };

  /** A read-out of IEC 62056-21. */
  readonly openReadOut: Opener = (bytes, from, to) => {
    const read = this.#tools.reader("iec");
    return iecPieces(bytes, { from, to }, this.#touch(bytes, { from, to }, read));
  };

  /** The telegram that was joined from as many frames or blocks. */
  addJoined(bytes: Bytes, partCount: number): void {
    this.#addContent(bytes, partCount, this.open);
  }

  #apdu(bytes: Uint8Array, from: number, to: number): readonly Piece[] {
    switch (bytes[from]) {
      case DATA_NOTIFICATION:
        return [wrapped("layer", "Data-notification", this.#notification(bytes, from, to))];
      case CIPHERED: {
        const cut = new Cut(bytes, from, to);
        cut.field("tag", 1);
        this.#addCiphered(cut, this.open);
        cut.upTo(to, "bytes behind the telegram");
        return [wrapped("layer", "General-glo-ciphering", cut.pieces)];
      }
      case BLOCK_TRANSFER:
        return [wrapped("layer", "General-block-transfer", this.#block(bytes, from, to))];
      case P1_START:
        return [wrapped("layer", "P1 text", this.openText(bytes, from, to))];
      default:
        return unknown(bytes, from, to);
    }
  }

  #notification(bytes: Uint8Array, from: number, to: number): readonly Piece[] {
    const cut = new Cut(bytes, from, to);
    const opened = openNotification(bytes, from, to);
    const touch = this.#touch(bytes, { from, to });
    cut.field("tag", 1);
    cut.field("invoke id", INVOKE_ID_BYTES);
    if (!opened.ok) {
      cut.upTo(to, "not readable", { meaning: opened.fault.message });
      return cut.pieces;
    }
    const { clockAt, listAt } = opened.value;
    if (clockAt < 0) cut.upTo(listAt, "no date-time");
    else {
      cut.upTo(clockAt, "date-time follows");
      cut.upTo(listAt, "date-time", {
        meaning: clockWords(bytes.subarray(clockAt, clockAt + CLOCK_BYTES)),
        became: touch?.fieldsOf(clockAt + MINUTE_AT) ?? [],
      });
    }
    const list = listPieces(new Uint8Array(bytes), { from: listAt, to }, touch);
    this.layout ??= list.layout;
    cut.add(wrapped("layer", "List", list.pieces));
    return cut.pieces;
  }

  #block(bytes: Uint8Array, from: number, to: number): readonly Piece[] {
    const cut = new Cut(bytes, from, to);
    const block = addBlock(cut);
    const { blocks } = this.#tools;
    if (block !== null && this.#isTrusted && blocks.add({ ...block, bytes, atMs: 0 })) {
      this.addJoined(blocks.bytes.slice(0, blocks.length), block.number + 1);
    }
    return cut.pieces;
  }

  /** From the title's length on; what is inside is a content of its own. */
  #addCiphered(cut: Cut, inside: Opener): void {
    const { bytes, end } = cut;
    const header = cipherHeader(bytes, cut.at, end);
    if (!header.ok) {
      cut.upTo(end, "not readable", { meaning: header.fault.message });
      return;
    }
    const { titleAt, titleEnd } = header.value;
    const { content, tag } = decipher(new Uint8Array(bytes), header.value, this.#tools);
    this.#isTrusted &&= tag !== "wrong";
    addCiphered(cut, header.value, tag);
    const isSense = content !== null && this.#addContent(content, 0, inside);
    this.key ??= {
      title: titleWords(bytes.subarray(titleAt, titleEnd)),
      encryption: content === null ? "missing" : isSense ? "fits" : "garbage",
      tag,
    };
  }

  /** The lines of a ciphered body, which the decoder reads behind the ident line in the clear. */
  #lines(ident: Uint8Array, content: Uint8Array): readonly Piece[] {
    const to = content.length;
    if (content.subarray(0, to).some((byte) => byte > 0x7e)) return unknown(content, 0, to);
    const read = this.#tools.reader("apdu");
    const touch = this.#touch(content, { from: 0, to }, (lines) => read(joined(ident, lines)));
    const lines = p1Pieces(content, { from: 0, to }, { touch, ciphered: () => {} });
    return [wrapped("layer", "P1 lines", lines)];
  }

  /** Whether the content has a layer that is known. */
  #addContent(bytes: Bytes, partCount: number, open: Opener): boolean {
    if (this.contents.length === CONTENTS_MAX) return false;
    const content = { partCount, byteCount: bytes.length, isTrusted: this.#isTrusted };
    const place = this.contents.push({ ...content, pieces: [] }) - 1;
    const pieces = open(bytes, 0, bytes.length);
    this.contents[place] = { ...content, pieces };
    return pieces.some(({ kind }) => kind === "layer");
  }

  #touch(bytes: Uint8Array, { from, to }: Range, read = this.#tools.reader("apdu")): Touch | null {
    return this.#isTrusted ? Touch.on(bytes.subarray(from, to), from, read) : null;
  }
}

function unknown(bytes: Uint8Array, from: number, to: number): readonly Piece[] {
  const cut = new Cut(bytes, from, to);
  cut.upTo(to, "content of no known kind");
  return cut.pieces;
}

function joined(one: Uint8Array, other: Uint8Array): Bytes {
  const bytes = new Uint8Array(one.length + other.length);
  bytes.set(one);
  bytes.set(other, one.length);
  return bytes;
}
