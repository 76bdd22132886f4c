/** The items of an A-XDR payload as the tree that they are, with their places. */
import { ARRAY, type Items, STRUCTURE } from "../dlms/axdr.ts";

type Range = { readonly from: number; readonly to: number };

/** An item with all it holds: bytes `from..to` with the tag, `headTo` behind tag and count. */
export type Node = Range & {
  readonly item: number;
  readonly headTo: number;
  readonly children: readonly Node[];
};

/** The tree below an item; items that were cut off are not in it. */
export function nodeAt(items: Items, item: number, { from, to }: Range): Node {
  const type = items.types[item];
  const start = Math.min(items.starts[item]!, to);
  if (type !== ARRAY && type !== STRUCTURE) {
    const end = Math.min(start + items.lengths[item]!, to);
    return { item, from, to: end, headTo: end, children: [] };
  }
  const children: Node[] = [];
  let next = item + 1;
  let at = start;
  while (children.length < items.lengths[item]! && next < items.count) {
    const child = nodeAt(items, next, { from: at, to });
    children.push(child);
    at = child.to;
    next = lastItem(child) + 1;
  }
  return { item, from, to: at, headTo: start, children };
}

function lastItem(node: Node): number {
  const last = node.children.at(-1);
  return last === undefined ? node.item : lastItem(last);
}
