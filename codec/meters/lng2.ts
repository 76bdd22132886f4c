/**
 * Landis+Gyr E450 in Austria (Netz Burgenland; chapter 10 §8.8, "LNG2"): eleven or fourteen
 * elements without codes, volts, hundredths of an ampere, W and Wh.
 */
import { UINT16 } from "../dlms/axdr.ts";
import type { Draft } from "../reading/draft.ts";
import { FIELD, TEXT } from "../reading/fields.ts";
import { landisScale } from "./parts/landis_scale.ts";
import type { Layout } from "./parts/layout.ts";
import { numbersIn, type OtherPlace, unused } from "./parts/places.ts";
import { positional, shape } from "./parts/shapes.ts";

const VOLTAGES = [FIELD.l1V, FIELD.l2V, FIELD.l3V] as const;

/** Voltages as sent: `settleVolts` looks at them afterwards. */
const numbers = numbersIn({ current: 100 });

const meterId: OtherPlace = {
  fits: (items, item) => items.isText(item),
  take: (items, item, { draft }) => draft.offerText(TEXT.meterId, items.text(item)),
};

const quantities = [
  ...numbers("32.7.0 52.7.0 72.7.0 31.7.0 51.7.0 71.7.0", UINT16),
  ...numbers("1.7.0 2.7.0 1.8.0 2.8.0"),
];
const unknown = unused(UINT16);

const table = positional({ id: "lng2", vendor: "landisgyr", clock: "zone" }, [
  shape([...quantities, meterId]),
  shape([...quantities, unknown, unknown, unknown, meterId]),
]);

export const lng2: Layout = {
  ...table,
  read(items, into) {
    table.read(items, into);
    settleVolts(into.draft);
    into.currentScale.settle(into.draft);
  },
};

function settleVolts(draft: Draft): void {
  for (const field of VOLTAGES) draft.set(field, landisScale("voltage", draft.get(field)));
}
