/**
 * An A-XDR payload in pieces. Items that belong together (a code, its value, scaler and unit) make
 * one object; the layout that claims the payload and the fields of the reading it fills are named.
 */
import { ARRAY, ENUM, INT8, Items, STRUCTURE, UINT16 } from "../dlms/axdr.ts";
import { obisName, obisText } from "../dlms/obis_names.ts";
import { unitName } from "../dlms/unit_names.ts";
import { layoutOf } from "../meters/parts/choose.ts";
import { scaled } from "../reading/decimal.ts";
import { type Node, nodeAt } from "./item_tree.ts";
import { looksLikeClock, typeName, valueWords } from "./item_words.ts";
import { Cut, type Piece, wrapped } from "./piece.ts";
import type { Touch } from "./touch.ts";

type Bytes = Uint8Array<ArrayBuffer>;
type Range = { readonly from: number; readonly to: number };

const DESCRIPTOR_ELEMENTS = 4;
/** Where a date-time has its minutes. */
const MINUTE_AT = 6;

export type ListPieces = {
  readonly pieces: readonly Piece[];
  /** Id of the layout that claims the list. */
  readonly layout: string | null;
};

/** Cuts the payload `bytes[from..to)`. */
export function listPieces(bytes: Bytes, { from, to }: Range, touch: Touch | null): ListPieces {
  const items = new Items();
  const fault = items.read(bytes, from, to);
  const view = new ListView(items, touch);
  const cut = new Cut(bytes, from, to);
  if (items.count > 0) cut.addAll(view.pieces([nodeAt(items, 0, { from, to })]));
  if (fault === null) cut.upTo(to, "padding");
  else cut.upTo(to, "not readable", { meaning: fault.message });
  const layout = fault === null ? layoutOf(items) : null;
  return { pieces: cut.pieces, layout: layout?.id ?? null };
}

class ListView {
  readonly #items: Items;
  readonly #touch: Touch | null;

  constructor(items: Items, touch: Touch | null) {
    this.#items = items;
    this.#touch = touch;
  }

  /** Neighbours as pieces, with codes and their values put together. */
  pieces(nodes: readonly Node[]): Piece[] {
    const pieces: Piece[] = [];
    for (let at = 0; at < nodes.length;) {
      const members = this.#objectAt(nodes, at);
      pieces.push(members === null ? this.#piece(nodes[at]!) : this.#object(members));
      at += members?.length ?? 1;
    }
    return pieces;
  }

  /** A code with its value and, where it follows, scaler and unit. */
  #objectAt(nodes: readonly Node[], at: number): readonly Node[] | null {
    const [code, value, scaler] = nodes.slice(at, at + 3);
    if (code === undefined || !this.#items.isCode(code.item)) return null;
    if (value === undefined || this.#items.isCode(value.item)) return null;
    return scaler !== undefined && this.#isScaler(scaler) ? [code, value, scaler] : [code, value];
  }

  #isScaler({ item, children }: Node): boolean {
    const [scaler, unit] = children.map((child) => this.#items.types[child.item]);
    return this.#items.types[item] === STRUCTURE && children.length === 2 && scaler === INT8 &&
      unit === ENUM;
  }

  #piece(node: Node): Piece {
    const { item, children } = node;
    if (children.length === 0) return this.#leaf(node, this.#becameOf(node));
    if (this.#isDescriptor(children)) return this.#descriptor(node);
    const inner = this.#described(children) ?? this.pieces(children);
    const only = inner.length === 1 ? inner[0] : undefined;
    const name = `${typeName(this.#items, item)} of ${this.#items.lengths[item]}`;
    const head = this.#head(node, name);
    return only?.kind === "object" && children.length > 1
      ? { ...only, from: node.from, pieces: [head, ...only.pieces] }
      : wrapped("group", name, [head, ...inner]);
  }

  #object([code, value, scaler]: readonly Node[]): Piece {
    const named = this.#named(this.#contentOf(code!), value!, scaler);
    const pieces = [this.#leaf(code!, []), ...named.pieces];
    return { ...named, from: code!.from, pieces };
  }

  /** A value under the name of its code. */
  #named(groups: Uint8Array, value: Node, scaler?: Node): Piece {
    const isLeaf = value.children.length === 0;
    const became = isLeaf ? this.#becameOf(value) : [];
    const pieces = [
      isLeaf ? this.#leaf(value, became) : this.#piece(value),
      ...(scaler === undefined ? [] : [this.#scaler(scaler)]),
    ];
    const meaning = [obisName(groups), this.#amount(value, scaler)].filter((words) => words !== "");
    return wrapped("object", obisText(groups), pieces, { meaning: meaning.join(": "), became });
  }

  /** `structure{class, code, attribute, index}` announces a value that stands elsewhere. */
  #isDescriptor(children: readonly Node[]): boolean {
    const [kind, code] = children;
    return children.length === DESCRIPTOR_ELEMENTS &&
      this.#items.types[kind!.item] === UINT16 && this.#items.isCode(code!.item);
  }

  /** Values behind an array that announces them one by one, itself included (L+G). */
  #described(children: readonly Node[]): Piece[] | null {
    const [announcement, ...values] = children;
    const descriptors = announcement?.children ?? [];
    const isAnnounced = descriptors.length === children.length && values.length > 0 &&
      descriptors.every((descriptor) => this.#isDescriptor(descriptor.children));
    if (!isAnnounced) return null;
    return [
      this.#piece(announcement!),
      ...values.map((value, at) =>
        this.#named(this.#contentOf(descriptors[at + 1]!.children[1]!), value)
      ),
    ];
  }

  #descriptor(node: Node): Piece {
    const [kind, code, attribute] = node.children;
    const groups = this.#contentOf(code!);
    const meaning = [
      `announces ${obisName(groups)}`.trim(),
      `class ${valueWords(this.#items, kind!.item)}`,
      `attribute ${valueWords(this.#items, attribute!.item)}`,
    ].join(", ");
    const pieces = [
      this.#head(node, "structure of 4"),
      ...node.children.map((child) => this.#leaf(child, [])),
    ];
    return wrapped("object", obisText(groups), pieces, { meaning });
  }

  /** Value, scaler and unit as one number, or the value alone. */
  #amount(value: Node, scaler?: Node): string {
    const { item, children } = value;
    if (children.length > 0) return typeName(this.#items, item);
    const raw = this.#words(value);
    if (scaler === undefined || !this.#items.isNumber(item)) return raw;
    const [exponent, unit] = scaler.children.map((child) => this.#contentOf(child)[0] ?? 0);
    const power = (exponent! << 24) >> 24;
    const unitText = unitName(unit!) === "" ? "" : ` ${unitName(unit!)}`;
    if (power === 0) return `${raw}${unitText}`;
    return `${scaled(this.#items.number(item), power)}${unitText} (${raw} × 10^${power})`;
  }

  #scaler(node: Node): Piece {
    const [scaler, unit] = node.children;
    const number = this.#contentOf(unit!)[0] ?? 0;
    const power = valueWords(this.#items, scaler!.item);
    const pieces = [
      this.#head(node, "structure of 2"),
      this.#leaf(scaler!, [], `scaler, × 10^${power}`),
      this.#leaf(unit!, [], `unit ${number}, ${unitName(number) || "none"}`),
    ];
    return wrapped("group", "scaler and unit", pieces);
  }

  #head({ from, headTo }: Node, name: string): Piece {
    const cut = new Cut(this.#items.bytes, from, headTo);
    cut.upTo(headTo, name);
    return cut.pieces[0]!;
  }

  #leaf(node: Node, became: readonly string[], words = this.#words(node)): Piece {
    const { item, from, to } = node;
    const cut = new Cut(this.#items.bytes, from, to);
    cut.upTo(to, typeName(this.#items, item), { meaning: words, became });
    return cut.pieces[0]!;
  }

  #words({ item, to }: Node): string {
    const type = this.#items.types[item];
    const length = this.#items.lengths[item]!;
    if (type === ARRAY || type === STRUCTURE) return `${length} elements`;
    return this.#items.starts[item]! + length > to ? "cut off" : valueWords(this.#items, item);
  }

  #becameOf({ item, to }: Node): readonly string[] {
    if (this.#touch === null) return [];
    const start = this.#items.starts[item]!;
    if (this.#items.lengths[item] === 0 || to <= start) return [];
    if (looksLikeClock(this.#items, item)) return this.#touch.fieldsOf(start + MINUTE_AT);
    if (this.#items.isText(item)) return this.#touch.fieldsWithText(this.#items.text(item));
    return this.#touch.fieldsOf(to - 1);
  }

  #contentOf({ item, to }: Node): Uint8Array {
    return this.#items.bytes.subarray(this.#items.starts[item]!, to);
  }
}
