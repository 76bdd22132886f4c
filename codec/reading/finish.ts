/**
 * The last step for every meter: missing totals from sums, user factors (chapter 10 §10.4), the
 * rules of nets with three wires (§8.9), list type (§1.3), and the plain object that is the
 * reading.
 */
import { Fault } from "#model/fault.ts";
import type { MeterOptions } from "#model/meter.ts";
import { bad, good, type Outcome } from "#model/outcome.ts";
import type { DecodedReading, ListType } from "#model/reading.ts";
import type { Clocks } from "../dlms/clock.ts";
import type { Draft, Target } from "./draft.ts";
import { FIELD, FIELDS, PUTS, QUANTITIES, type Quantity, SUM, TEXT } from "./fields.ts";

const LIST_TYPES_OF_QUANTITIES: Readonly<Record<Quantity, ListType>> = {
  power: 2,
  phasePower: 4,
  voltage: 2,
  current: 2,
  powerFactor: 4,
  energy: 3,
  phaseEnergy: 4,
  count: 1,
};
/** By field number. Import power alone is list type 1. */
const LIST_TYPES: readonly ListType[] = QUANTITIES.map((quantity, field) =>
  field === FIELD.importW ? 1 : LIST_TYPES_OF_QUANTITIES[quantity]
);

const { l1V, l2V, l3V, l1A, l2A, l3A } = FIELD;
const { listId, meterId, meterModel, message } = TEXT;
/** Voltages of a net with three wires stand 60° apart: cosine and sine of that. */
const COSINE = 0.5;
const SINE = Math.sqrt(3) / 2;

/**
 * Makes the reading; a fault when the telegram said nothing or something that cannot be. The rules
 * of nets are for lists: P1 meters know their net.
 */
export function finish(
  { draft, clocks }: Target,
  meter: MeterOptions,
  source: "list" | "p1",
): Outcome<DecodedReading> {
  fillTotals(draft);
  if (draft.count === 0 && draft.subMeters === null) {
    return bad(new Fault("meter-unknown", { what: "no value is known" }));
  }
  multiply(draft, meter);
  const voltages = positives(draft, l1V, l2V, l3V);
  const l2Computed = source === "list" && computesL2(draft, meter, voltages);
  if (l2Computed) draft.set(l2V, lineVoltage(draft.get(l1V), draft.get(l3V)));
  let listType: ListType = draft.hasText(meterId) || draft.hasText(meterModel) ? 2 : 1;
  const reading: DecodedReading = {
    vendor: draft.vendor,
    listType,
    threePhase: voltages === 3 || l2Computed,
    twoPhase: voltages === 2 && !l2Computed,
  };
  addTexts(reading, draft, clocks);
  for (let at = 0; at < draft.count; at++) {
    const field = draft.order[at]!;
    const value = draft.get(field);
    if (!Number.isFinite(value)) return implausible(field, value);
    if (LIST_TYPES[field]! > listType) listType = LIST_TYPES[field]!;
    PUTS[field]!(reading, value);
  }
  reading.listType = draft.listType ?? listType;
  // A title makes no list richer: lists of power alone name nobody.
  if (draft.titleId !== "" && listType > 1 && draft.text(meterId) === "") {
    reading.meterId = draft.titleId;
  }
  if (source === "list" && lacksL2(draft)) reading.l2AMissing = true;
  return good(reading);
}

function addTexts(reading: DecodedReading, draft: Draft, clocks: Clocks): void {
  if (draft.hasText(listId)) reading.listId = draft.text(listId);
  if (draft.hasText(meterId)) reading.meterId = draft.text(meterId);
  if (draft.hasText(meterModel)) reading.meterModel = draft.text(meterModel);
  if (!Number.isNaN(draft.meterTimeMs)) reading.meterTime = clocks.iso(draft.meterTimeMs);
  if (!Number.isNaN(draft.apduTimeMs)) reading.apduTime = clocks.iso(draft.apduTimeMs);
  if (draft.text(message) !== "") reading.message = draft.text(message);
  if (draft.monthPeakAt !== "") reading.monthPeakAt = draft.monthPeakAt;
  if (draft.subMeters !== null) reading.subMeters = draft.subMeters;
}

function fillTotals(draft: Draft): void {
  if (!draft.hasSums) return;
  fillTotal(draft, FIELD.importWh, SUM.importWhTariffs);
  fillTotal(draft, FIELD.exportWh, SUM.exportWhTariffs);
  fillTotal(draft, FIELD.importVarh, SUM.importVarhTariffs);
  fillTotal(draft, FIELD.exportVarh, SUM.exportVarhTariffs);
  const { importVarh, exportVarh } = FIELD;
  if (!draft.has(importVarh)) fillTotal(draft, importVarh, SUM.importVarhQuadrants);
  if (!draft.has(exportVarh)) fillTotal(draft, exportVarh, SUM.exportVarhQuadrants);
}

/** A total of 0 beside tariffs that are not is one the meter does not keep. */
function fillTotal(draft: Draft, field: number, sum: number): void {
  const value = draft.sum(sum);
  if (!Number.isNaN(value) && draft.get(field) === 0) draft.set(field, value);
}

function multiply(draft: Draft, { multipliers }: MeterOptions): void {
  const { wattage, voltage, amperage, accumulated } = multipliers;
  if (wattage === 1 && voltage === 1 && amperage === 1 && accumulated === 1) return;
  const factors: Readonly<Record<Quantity, number>> = {
    power: wattage,
    phasePower: 1,
    voltage,
    current: amperage,
    powerFactor: 1,
    energy: accumulated,
    phaseEnergy: accumulated,
    count: 1,
  };
  for (let at = 0; at < draft.count; at++) {
    const field = draft.order[at]!;
    const factor = factors[QUANTITIES[field]!];
    if (factor !== 1) draft.set(field, Math.max(0, rounded(draft.get(field) * factor)));
  }
}

function computesL2(draft: Draft, meter: MeterOptions, voltages: number): boolean {
  if (draft.l2Voltage === "asSent") return false;
  if (draft.l2Voltage === "computed") return draft.get(l1V) > 0 && draft.get(l3V) > 0;
  return meter.distributionSystem === 1 && voltages === 2 && draft.get(l2V) === 0 &&
    positives(draft, l1A, l2A, l3A) === 3;
}

/** The third side of the triangle of line voltages, V. `Math.hypot` takes 50 ns more (measured). */
function lineVoltage(l1: number, l3: number): number {
  const along = l1 - l3 * COSINE;
  const across = l3 * SINE;
  return rounded(Math.sqrt(along * along + across * across));
}

/** A second phase without a second current; meters with one phase have neither. */
function lacksL2(draft: Draft): boolean {
  return draft.l2AMissing || (!draft.has(l2A) && (draft.has(l2V) || draft.has(l3A)));
}

function positives(draft: Draft, a: number, b: number, c: number): number {
  return Number(draft.get(a) > 0) + Number(draft.get(b) > 0) + Number(draft.get(c) > 0);
}

/** Computed values carry no more than six decimals. */
function rounded(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}

function implausible(field: number, value: number): Outcome<DecodedReading> {
  return bad(new Fault("reading-implausible", { what: `${FIELDS[field]} is ${value}` }));
}
