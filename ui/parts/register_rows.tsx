/** The meter's own figures as rows: registers, tariffs, reactive power, what hangs on its bus. */
import type { Reading } from "#model/reading.ts";
import { decimal, type Figure, registerFigure, written } from "../format.ts";
import { text } from "../text/mod.ts";

export function RegisterRows({ rows }: { rows: readonly Row[] }) {
  return (
    <dl class="rows">
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd class="num">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

export type Row = readonly [name: string, value: string];

const TARIFFS = [1, 2, 3, 4] as const;

/** All rows a reading has values for. */
export function rowsOf(reading: Reading | null): Row[] {
  if (reading === null) return [];
  const rows: Row[] = [];
  const add = (name: string, value: number | undefined, figure: (value: number) => Figure) => {
    if (value !== undefined) rows.push([name, written(figure(value))]);
  };
  const energy = (energyWh: number) => registerFigure(energyWh, "kWh", text.locale);
  const reactive = (energyVarh: number) => registerFigure(energyVarh, "kvarh", text.locale);
  const var0 = (powerVar: number) => ({ number: decimal(powerVar, 0, text.locale), unit: "var" });
  add(text.registerIn, reading.importWh, energy);
  for (const tariff of TARIFFS) {
    add(text.registerTariff(text.registerIn, tariff), reading[`importWhT${tariff}`], energy);
  }
  add(text.registerOut, reading.exportWh, energy);
  for (const tariff of TARIFFS) {
    add(text.registerTariff(text.registerOut, tariff), reading[`exportWhT${tariff}`], energy);
  }
  add(text.reactiveIn, reading.importVar, var0);
  add(text.reactiveOut, reading.exportVar, var0);
  add(text.reactiveRegisterIn, reading.importVarh, reactive);
  add(text.reactiveRegisterOut, reading.exportVarh, reactive);
  if (reading.powerFactor !== undefined) {
    rows.push([text.powerFactor, decimal(reading.powerFactor, 2, text.locale)]);
  }
  if (reading.activeTariff !== undefined) {
    rows.push([text.activeTariff, String(reading.activeTariff)]);
  }
  for (const { kind, value, unit, channel } of reading.subMeters ?? []) {
    const symbol = unit === "m3" ? "m³" : unit;
    const figure = { number: decimal(value, 3, text.locale), unit: symbol };
    rows.push([`${text.subMeters[kind]} ${channel}`, written(figure)]);
  }
  return rows;
}
