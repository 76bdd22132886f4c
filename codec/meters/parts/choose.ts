/** Finds the layout of a list and reads it. */
import { ARRAY, type Items } from "../../dlms/axdr.ts";
import type { Draft } from "../../reading/draft.ts";
import { TEXT } from "../../reading/fields.ts";
import { generic } from "../generic.ts";
import { LAYOUTS } from "../mod.ts";
import { type Layout, listIdItem, type ListTarget } from "./layout.ts";

const ALL: readonly Layout[] = LAYOUTS;
/** What a list is as a whole rules out half of the layouts at once. */
const OF_ARRAYS = ALL.filter(({ container }) => container !== "structure");
const OF_STRUCTURES = ALL.filter(({ container }) => container !== "array");

/** Layouts in front of the first with a list id go by the shape alone. */
const NOT_LOOKED_FOR = -2;

/** The first layout of `mod.ts` that recognises a list, or `null`. */
export function layoutOf(items: Items): Layout | null {
  const candidates = items.types[0] === ARRAY ? OF_ARRAYS : OF_STRUCTURES;
  let listId = NOT_LOOKED_FOR;
  for (let at = 0; at < candidates.length; at++) {
    const layout = candidates[at]!;
    if (layout.listId !== undefined) {
      if (listId === NOT_LOOKED_FOR) listId = listIdItem(items);
      if (listId < 0) continue;
    }
    if (layout.recognises(items, listId)) return layout;
  }
  return null;
}

/**
 * Reads a list and the clock in the header before it, at `clockAt` or −1. `false` when no layout
 * recognises the list.
 */
export function readList(items: Items, into: ListTarget, clockAt: number): boolean {
  let layout = layoutOf(items);
  if (layout === null) return false;
  const { draft, clocks } = into;
  draft.vendor = layout.vendor;
  layout.read(items, into);
  const named = layout === generic ? layoutNamed(draft) : undefined;
  if (named !== undefined) {
    draft.clear();
    draft.vendor = named.vendor;
    named.read(items, into);
    layout = named;
  }
  if (clockAt >= 0) draft.apduTimeMs = clocks.instantMs(items.bytes, clockAt, layout.clock);
  if (draft.text(TEXT.meterId) !== "") into.isNamed = true;
  else if (into.isNamed) draft.titleId = "";
  return true;
}

/** The layout of a list id that was not among the first items but behind its code. */
function layoutNamed(draft: Draft): Layout | undefined {
  if (!draft.hasText(TEXT.listId)) return undefined;
  const text = draft.text(TEXT.listId);
  return ALL.find(({ listId }) => listId !== undefined && text.startsWith(listId));
}
