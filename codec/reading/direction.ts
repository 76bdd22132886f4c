/**
 * Powers that are one number with a sign: many meters, all German ones among them, send what flows
 * in less what flows out. A reading has two numbers of which one is 0.
 */
import type { Draft } from "./draft.ts";
import { FIELD } from "./fields.ts";

const PAIRS: readonly (readonly [imported: number, exported: number])[] = [
  [FIELD.importW, FIELD.exportW],
  [FIELD.l1ImportW, FIELD.l1ExportW],
  [FIELD.l2ImportW, FIELD.l2ExportW],
  [FIELD.l3ImportW, FIELD.l3ExportW],
];

/** Codes C · 65536 + D · 256 + E of 16.7.0, 36.7.0, 56.7.0 and 76.7.0: place of the pair. */
const PLACES: ReadonlyMap<number, number> = new Map(
  [16, 36, 56, 76].map((c, place) => [c * 65536 + 7 * 256, place]),
);

/** Offers both directions of a net power; `false` for a code that is none. */
export function offerNet(draft: Draft, code: number, value: number): boolean {
  const place = PLACES.get(code);
  if (place === undefined) return false;
  const [imported, exported] = PAIRS[place]!;
  draft.offer(imported, Math.max(0, value));
  draft.offer(exported, Math.max(0, -value));
  return true;
}

/**
 * Splits import powers that came without their export and are below 0, or all of them where the
 * meter is known to send net powers only.
 */
export function splitNet(draft: Draft, { isNet }: { isNet: boolean }): void {
  for (let place = 0; place < PAIRS.length; place++) {
    const [imported, exported] = PAIRS[place]!;
    if (!draft.has(imported) || draft.has(exported)) continue;
    const value = draft.get(imported);
    if (value >= 0 && !isNet) continue;
    draft.set(imported, Math.max(0, value));
    draft.set(exported, Math.max(0, -value));
  }
}
