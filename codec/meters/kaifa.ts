/**
 * Kaifa (`KFM_001`; chapter 10 §8.4). In Norway and Sweden mostly positional: the number of elements
 * says what stands where, values are whole W, mA, 0.1 V and Wh. List 1 is a lone power. Some Swedish
 * ones send codes and values instead, in the same units and without scalers.
 */
import { type Items, STRUCTURE, UINT32 } from "../dlms/axdr.ts";
import { FIELD, type Field, QUANTITIES, type Quantity } from "./fields.ts";
import type { Layout } from "./layout.ts";
import { isClock, tagged, textOf } from "./tagged.ts";

const LIST_ID = "KFM_001";
/** For nets with three wires; L2 is not measured. */
const THREE_WIRE_MODEL = "MA304T3";

const POWERS: readonly Field[] = ["importW", "exportW", "importVar", "exportVar"];
const ONE_PHASE: readonly Field[] = [...POWERS, "l1A", "l1V"];
const THREE_PHASES: readonly Field[] = [...POWERS, "l1A", "l2A", "l3A", "l1V", "l2V", "l3V"];
const REGISTERS: readonly Field[] = ["importWh", "exportWh", "importVarh", "exportVarh"];

/** Elements of the structure to the numbers behind list id, meter id and model. */
const SHAPES: ReadonlyMap<number, readonly Field[]> = new Map([
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
  recognises: (items) =>
    items.types[0] === STRUCTURE && SHAPES.has(items.lengths[0]!) &&
    items.count === items.lengths[0]! + 1 && items.startsWith(1, LIST_ID),
  read(items, { draft, clocks }) {
    const fields = SHAPES.get(items.lengths[0]!) ?? [];
    draft.offerText("listId", textOf(items, 1));
    draft.offerText("meterId", textOf(items, 2));
    draft.offerText("meterModel", textOf(items, 3));
    draft.isThreeWire = draft.texts.meterModel.startsWith(THREE_WIRE_MODEL);
    let item = HEAD_ITEMS;
    for (const field of fields) put(items, item++, field);
    if (item === items.count) return;
    if (isClock(items, item)) {
      draft.meterTimeMs = clocks.instantMs(items.bytes, items.starts[item]!, "zone");
    }
    item++;
    for (const field of REGISTERS) put(items, item++, field);

    function put(items: Items, item: number, field: Field): void {
      const number = FIELD[field];
      if (items.isNumber(item)) {
        draft.set(number, fixedScale(QUANTITIES[number]!, items.number(item)));
      }
    }
  },
};

/** Codes and values (Mälarenergi). */
export const kaifaTagged = tagged({
  id: "kaifa-tagged",
  vendor: "kaifa",
  listId: LIST_ID,
  clock: "zone",
  scale: fixedScale,
});

function fixedScale(quantity: Quantity, raw: number): number {
  if (quantity === "voltage") return raw / 10;
  return quantity === "current" ? raw / 1000 : raw;
}
