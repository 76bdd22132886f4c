/** The tariff of a house: a preset, changed as far as the owner has said so. */
import type { PeakComponent, Tariff, TariffComponent } from "#model/tariff.ts";
import { presetOf } from "./presets/mod.ts";

/** What the owner may set. */
export type TariffChoice = {
  /** Id of a preset, `auto` for the usual one of the zone, or `none`. */
  readonly preset: string;
  /** A tariff of the owner's own; wins over any preset. */
  readonly custom: Tariff | null;
  /** Limits of the steps, kWh in an interval of an hour; empty keeps those of the preset. */
  readonly thresholdsKwh: readonly number[];
  /** How many peaks count; 0 keeps the preset's number. */
  readonly peaks: number;
};

/** What a household of a zone most likely has. */
const USUAL: Readonly<Record<string, string>> = {
  "Europe/Oslo": "no-standard",
  "Europe/Stockholm": "se-goteborg",
  "Europe/Brussels": "be-flanders",
  "Europe/Ljubljana": "si-blocks",
};

/** The tariff that counts; `null` when there is none. */
export function effectiveTariff(choice: TariffChoice, zoneName: string): Tariff | null {
  const { preset, custom } = choice;
  const id = preset === "auto" ? USUAL[zoneName] : preset;
  const tariff = custom ?? (id === undefined ? undefined : presetOf(id));
  if (tariff === undefined) return null;
  return {
    ...tariff,
    components: tariff.components.map((component) => changed(component, choice)),
  };
}

/** The parts of a tariff that count peaks. */
export function peakComponents({ components }: Tariff): PeakComponent[] {
  return components.filter((component) => component.kind === "peaks");
}

function changed(
  component: TariffComponent,
  { thresholdsKwh, peaks }: TariffChoice,
): TariffComponent {
  if (component.kind !== "peaks") return component;
  const { price } = component;
  const limits = thresholdsKwh.length === 0 ? {} : {
    price: {
      kind: "steps" as const,
      boundary: price?.kind === "steps" ? price.boundary : "lower" as const,
      limitsKw: [...thresholdsKwh].sort((a, b) => a - b),
      prices: [],
    },
  };
  return { ...component, ...limits, ...(peaks === 0 ? {} : { top: peaks }) };
}
