/**
 * Kaifa (`KFM_001`; chapter 10 §8.4). In Norway and Sweden mostly positional: the number of
 * elements says what stands where, values are whole W, mA, 0.1 V and Wh. List 1 is a lone power.
 * Some Swedish ones send codes and values instead, in the same units and without scalers.
 */
import { type Items, STRUCTURE, UINT32 } from "../dlms/axdr.ts";
import type { Draft } from "../reading/draft.ts";
import { FIELD, type Field, QUANTITIES, TEXT } from "../reading/fields.ts";
import { kaifaScale } from "./parts/kaifa_scale.ts";
import type { Layout } from "./parts/layout.ts";
import { tagged } from "./parts/tagged.ts";
import { isClock } from "./parts/values.ts";

const LIST_ID = "KFM_001";
/** For nets with three wires; L2 is not measured. */
const THREE_WIRE_MODEL = "MA304T3";

const POWERS: readonly Field[] = ["importW", "exportW", "importVar", "exportVar"];
const ONE_PHASE = numbersOf([...POWERS, "l1A", "l1V"]);
const THREE_PHASES = numbersOf([...POWERS, "l1A", "l2A", "l3A", "l1V", "l2V", "l3V"]);
const REGISTERS = numbersOf(["importWh", "exportWh", "importVarh", "exportVarh"]);

/** Elements of the structure to the numbers behind list id, meter id and model. */
const SHAPES: ReadonlyMap<number, readonly number[]> = new Map([
  [9, ONE_PHASE],
  [14, ONE_PHASE],
  [13, THREE_PHASES],
  [18, THREE_PHASES],
]);
/** Items before the numbers: the structure, list id, meter id, model. */
const HEAD_ITEMS = 4;

/** List 1, every two seconds: power alone. */
export const kaifaPower: Layout = {
  id: "kaifa-power",
  vendor: "kaifa",
  clock: "zone",
  container: "structure",
  recognises: (items) =>
    items.types[0] === STRUCTURE && items.count === 2 && items.types[1] === UINT32,
  read(items, { draft }) {
    draft.set(FIELD.importW, items.number(1));
  },
};

/** Lists 2 and 3 without codes. */
export const kaifaPositional: Layout = {
  id: "kaifa-positional",
  vendor: "kaifa",
  clock: "zone",
  container: "structure",
  recognises: (items) =>
    items.types[0] === STRUCTURE && SHAPES.has(items.lengths[0]!) &&
    items.count === items.lengths[0]! + 1 && items.startsWith(1, LIST_ID),
  read(items, { draft, clocks }) {
    const fields = SHAPES.get(items.lengths[0]!) ?? [];
    draft.offerText(TEXT.listId, items.text(1));
    draft.offerText(TEXT.meterId, items.text(2));
    draft.offerText(TEXT.meterModel, items.text(3));
    draft.l2AMissing = draft.text(TEXT.meterModel).startsWith(THREE_WIRE_MODEL);
    if (draft.l2AMissing) draft.l2Voltage = "computed";
    readNumbers(items, draft, { fields, from: HEAD_ITEMS });
    const clock = HEAD_ITEMS + fields.length;
    if (clock >= items.count) return;
    if (isClock(items, clock)) {
      draft.meterTimeMs = clocks.instantMs(items.bytes, items.starts[clock]!, "zone");
    }
    readNumbers(items, draft, { fields: REGISTERS, from: clock + 1 });
  },
};

/** Codes and values (Mälarenergi). */
export const kaifaTagged = tagged({
  id: "kaifa-tagged",
  vendor: "kaifa",
  listId: LIST_ID,
  clock: "zone",
  scale: kaifaScale,
});

type Row = { readonly fields: readonly number[]; readonly from: number };

function readNumbers(items: Items, draft: Draft, { fields, from }: Row): void {
  for (let at = 0; at < fields.length; at++) {
    const field = fields[at]!;
    if (!items.isNumber(from + at)) continue;
    draft.set(field, kaifaScale(QUANTITIES[field]!, items.number(from + at)));
  }
}

function numbersOf(fields: readonly Field[]): readonly number[] {
  return fields.map((field) => FIELD[field]);
}
