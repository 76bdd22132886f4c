/**
 * An SML telegram in pieces (`framing/sml.ts` and `sml/elements.ts` draw it): the transport, the
 * messages and their elements, and the values with what their codes mean.
 */
import { OBIS } from "../dlms/obis.ts";
import { obisName, obisText } from "../dlms/obis_names.ts";
import { unitName } from "../dlms/unit_names.ts";
import { crc16Kermit, crc16X25 } from "../framing/crc.ts";
import { messagesEnd, messagesStart } from "../framing/sml.ts";
import { scaled } from "../reading/decimal.ts";
import { FIELDS } from "../reading/fields.ts";
import { Elements, INTEGER, LIST, OCTETS, UNSIGNED } from "../sml/elements.ts";
import { textWords } from "./item_words.ts";
import { type Check, Cut, hexOf, type Piece, wrapped } from "./piece.ts";

type Bytes = Uint8Array<ArrayBuffer>;

const ESCAPE_BYTES = 4;
const CHECKSUM_BYTES = 2;
const MESSAGE_ELEMENTS = 6;
const VALUE_ELEMENTS = 7;
const CODE_BYTES = 6;
const DEPTH_MAX = 32;
/** Places of what makes a value, in its list. */
const [CODE, UNIT, SCALER, VALUE] = [0, 3, 4, 5] as const;

/** Cuts the frame `bytes[from..to)`. */
export function smlPieces(given: Uint8Array, from: number, to: number): Piece[] {
  const bytes = new Uint8Array(given);
  const cut = new Cut(bytes, from, to);
  const end = Math.max(messagesStart(from), messagesEnd(bytes, to));
  cut.field("escape", ESCAPE_BYTES);
  cut.field("start of version 1", ESCAPE_BYTES);
  cut.addAll(new SmlView(bytes, cut.at, end).messages());
  cut.upTo(to - 2 * ESCAPE_BYTES, "padding");
  cut.field("escape", ESCAPE_BYTES);
  cut.field("end mark", 1);
  cut.field("bytes of padding", 1, { meaning: String(bytes[cut.at] ?? "") });
  cut.field("checksum", CHECKSUM_BYTES, { check: checksum(bytes, from, to - CHECKSUM_BYTES) });
  return cut.pieces;
}

/** The CRC of all before it, low byte first; two kinds are in use. */
function checksum(bytes: Uint8Array, from: number, footer: number): Check {
  const found = hexOf(bytes.subarray(footer, footer + CHECKSUM_BYTES));
  const [expected, other] = [crc16X25(bytes, from, footer), crc16Kermit(bytes, from, footer)]
    .map((crc) => hexOf(Uint8Array.of(crc & 0xff, crc >> 8)));
  const ok = found === expected || found === other;
  return { ok, expected: ok ? found : expected!, found };
}

/** An element with all it holds. */
type Node = {
  readonly from: number;
  readonly to: number;
  readonly type: number;
  /** Where the content begins. */
  readonly start: number;
  readonly number: number;
  readonly children: readonly Node[];
};

class SmlView {
  readonly #bytes: Bytes;
  readonly #elements = new Elements();

  constructor(bytes: Bytes, from: number, to: number) {
    this.#bytes = bytes;
    this.#elements.open(bytes, from, to);
  }

  /** All messages; what is none is one field. */
  messages(): Piece[] {
    const { at, to } = this.#elements;
    const cut = new Cut(this.#bytes, at, to);
    while (!cut.isDone) {
      const node = this.#node(0);
      if (node === null) cut.upTo(to, "not readable");
      else cut.add(node.type === LIST ? this.#message(node) : this.#leaf(node));
    }
    return cut.pieces;
  }

  #node(depth: number): Node | null {
    const elements = this.#elements;
    const from = elements.at;
    if (depth > DEPTH_MAX || !elements.next()) return null;
    const { type, start, length } = elements;
    const number = elements.number();
    const children: Node[] = [];
    for (let owed = type === LIST ? length : 0; owed > 0; owed--) {
      const child = this.#node(depth + 1);
      if (child === null) return null;
      children.push(child);
    }
    return { from, to: elements.at, type, start, number, children };
  }

  #message(node: Node): Piece {
    const [transaction, group, abort, body, sent, end] = node.children;
    const [choice, content] = body?.children ?? [];
    const isMessage = node.children.length === MESSAGE_ELEMENTS && body?.children.length === 2;
    if (!isMessage) return this.#piece(node);
    const name = MESSAGES.get(choice!.number) ?? "message of another kind";
    const check = this.#checksum(node.from, sent!);
    return wrapped("layer", `SML ${name}`, [
      this.#head(node),
      this.#piece(transaction!, "transaction"),
      this.#piece(group!, "group"),
      this.#piece(abort!, "on error"),
      this.#head(body),
      this.#piece(choice!, "kind of message"),
      this.#piece(content!),
      { ...this.#piece(sent!, "message checksum"), meaning: "", check },
      { ...this.#piece(end!, "end of the message"), meaning: "" },
    ]);
  }

  /** The CRC over the message up to its checksum, which may lack a zero in front. */
  #checksum(from: number, { from: footer, number }: Node): Check {
    const sent = ((number >> 8) | ((number & 0xff) << 8)) & 0xffff;
    const [right, other] = [crc16X25, crc16Kermit].map((crc) => crc(this.#bytes, from, footer));
    const ok = sent === right || sent === other;
    return { ok, expected: hexWord(ok ? sent : right!), found: hexWord(sent) };
  }

  /** @param name What it is in the list it stands in. */
  #piece(node: Node, name?: string): Piece {
    if (node.type !== LIST) return this.#leaf(node, name);
    const { children } = node;
    const code = children[CODE];
    if (children.length === VALUE_ELEMENTS && code !== undefined && this.#isCode(code)) {
      return this.#value(node, this.#contentOf(code));
    }
    const pieces = [this.#head(node), ...children.map((child) => this.#piece(child))];
    return wrapped("group", `list of ${children.length}`, pieces);
  }

  #isCode(node: Node): boolean {
    return node.type === OCTETS && node.to - node.start === CODE_BYTES;
  }

  #value(node: Node, groups: Uint8Array): Piece {
    const { children } = node;
    const names = ["code", "status", "time", "unit", "scaler", "value", "signature"];
    const pieces = children.map((child, at) => this.#piece(child, names[at]));
    const meaning = [obisName(groups), this.#amount(children)].filter((words) => words !== "");
    return wrapped("object", obisText(groups), [this.#head(node), ...pieces], {
      meaning: meaning.join(": "),
      became: fieldsOf(groups),
    });
  }

  #amount(children: readonly Node[]): string {
    const value = children[VALUE]!;
    if (Number.isNaN(value.number)) return this.#words(value);
    const exponent = children[SCALER]!.number || 0;
    const unit = unitName(children[UNIT]!.number);
    return `${scaled(value.number, exponent)} ${unit}`.trimEnd();
  }

  #head({ from, start, children }: Node): Piece {
    const cut = new Cut(this.#bytes, from, start);
    cut.upTo(start, `list of ${children.length}`);
    return cut.pieces[0]!;
  }

  #leaf(node: Node, name = typeName(node.type)): Piece {
    const cut = new Cut(this.#bytes, node.from, node.to);
    cut.upTo(node.to, name, { meaning: this.#words(node) });
    return cut.pieces[0]!;
  }

  #words(node: Node): string {
    if (!Number.isNaN(node.number)) return String(node.number);
    if (node.type === LIST) return "";
    const content = this.#contentOf(node);
    return content.length === 0 ? "left out" : textWords(content);
  }

  #contentOf({ start, to }: Node): Uint8Array {
    return this.#bytes.subarray(start, to);
  }
}

const MESSAGES: ReadonlyMap<number, string> = new Map([
  [0x0101, "open response"],
  [0x0201, "close response"],
  [0x0701, "list of values"],
]);

function typeName(type: number): string {
  if (type === INTEGER) return "signed number";
  return type === UNSIGNED ? "number" : "octets";
}

/** The field that a code stands for. Powers with a sign are told apart by the decoder alone. */
function fieldsOf([medium, , c = 0, d = 0, e = 0]: Uint8Array): readonly string[] {
  const meaning = OBIS.get(c * 65536 + d * 256 + e);
  const isField = medium === 1 && meaning?.kind === "number" && meaning.field >= 0;
  return isField ? [FIELDS[meaning.field]!] : [];
}

function hexWord(word: number): string {
  return hexOf(Uint8Array.of(word & 0xff, word >> 8));
}
