/** Whom to ask for the prices of an area, and in which order (chapter 21 §19). */
import type { PriceArea } from "./areas.ts";
import type { PriceProvider } from "./provider.ts";
import { providerOf, PROVIDERS } from "./providers/mod.ts";

/** What the user has set and given. */
export type ChoiceSettings = {
  /** `auto`, or the id of the provider that is asked first. */
  readonly provider: string;
  /** Who is asked when it has nothing: `null` lets us choose, an empty list nobody. */
  readonly fallbacks: readonly string[] | null;
  /** Ids of providers whose token is set. */
  readonly tokens: readonly string[];
  /** Ids of providers that the user says he may use. */
  readonly consents: readonly string[];
};

type Order = readonly string[];

/** By country: who is asked, in order; those who need a token or consent are left out without. */
const ORDERS: Readonly<Record<string, Order>> = {
  NO: ["hvakosterstrommen", "spot-hinta", "entsoe", "nordpool"],
  SE: ["elprisetjustnu", "spot-hinta", "entsoe", "energy-charts"],
  DK: ["energidataservice", "spot-hinta", "energy-charts", "entsoe"],
  FI: ["elering", "spot-hinta", "sahkotin", "entsoe"],
  EE: ["elering", "spot-hinta", "entsoe"],
  LV: ["elering", "spot-hinta", "entsoe"],
  LT: ["elering", "spot-hinta", "entsoe"],
  DE: ["energy-charts", "awattar", "smard", "entsoe"],
  AT: ["energy-charts", "awattar", "smartenergy", "entsoe"],
  NL: ["energyzero", "energy-charts", "easyenergy", "energyzero-old", "entsoe"],
  CZ: ["ote", "energy-charts", "entsoe"],
  ES: ["omie", "omie-rolling", "entsoe"],
  PT: ["omie", "omie-rolling", "entsoe"],
  BE: ["energy-charts", "entsoe"],
  FR: ["energy-charts", "entsoe"],
  SI: ["energy-charts", "entsoe"],
  IT: ["energy-charts", "entsoe"],
  CH: ["energy-charts", "entsoe"],
  HU: ["energy-charts", "entsoe"],
  PL: ["energy-charts", "entsoe"],
};

/** Where quarters are billed and the usual sources have only hours. */
const QUARTER_ORDERS: Readonly<Record<string, Order>> = {
  NO: ["spot-hinta", "entsoe", "energy-charts", "hvakosterstrommen"],
  DE: ["energy-charts", "energidataservice", "smard", "entsoe", "awattar"],
  AT: ["energy-charts", "entsoe", "awattar"],
  NL: ["energyzero", "energy-charts", "easyenergy", "entsoe", "energyzero-old"],
};

const OTHERS: Order = ["entsoe", "energy-charts"];

/** Providers in the order in which they are asked for an area. */
export function orderOf(
  area: PriceArea,
  resolutionMin: 15 | 60,
  settings: ChoiceSettings,
): readonly PriceProvider[] {
  const first = settings.provider === "auto" ? null : providerOf(settings.provider);
  // Prices that need no network cannot fail, and a demo must not look for others.
  if (first?.format === "none") return [first];
  const chosen = settings.fallbacks === null
    ? automatic(area, resolutionMin, settings)
    : settings.fallbacks.flatMap((id) => providerOf(id) ?? []);
  const order = first === null ? chosen : [first, ...chosen];
  return [...new Set(order)].filter((provider) => serves(provider, area));
}

function automatic(
  area: PriceArea,
  resolutionMin: 15 | 60,
  settings: ChoiceSettings,
): PriceProvider[] {
  const { country } = area;
  const ids = (resolutionMin === 15 ? QUARTER_ORDERS[country] : undefined) ??
    ORDERS[country] ?? OTHERS;
  const allowed = withTokenSecond(ids, settings).flatMap((id) => providerOf(id) ?? [])
    .filter((provider) => mayAsk(provider, area, settings));
  const consented = PROVIDERS.filter(({ id, access }) =>
    access === "consent" && settings.consents.includes(id)
  );
  return [...allowed, ...consented];
}

/** With a token ENTSO-E is second: the independent check of the first. */
function withTokenSecond(ids: Order, { tokens }: ChoiceSettings): Order {
  if (!tokens.includes("entsoe") || !ids.includes("entsoe")) return ids;
  const [first = "entsoe", ...rest] = ids;
  if (first === "entsoe") return ids;
  return [first, "entsoe", ...rest.filter((id) => id !== "entsoe")];
}

function serves({ codes }: PriceProvider, { id }: PriceArea): boolean {
  return codes === null || Object.hasOwn(codes, id);
}

/** Whether a provider may be asked without being named. */
export function mayAsk(
  { id, access, consentAreas }: PriceProvider,
  area: PriceArea,
  { tokens, consents }: ChoiceSettings,
): boolean {
  switch (access) {
    case "named":
      return false;
    case "token":
      return tokens.includes(id);
    case "consent":
      return consents.includes(id);
    case "open":
      return !(consentAreas ?? []).includes(area.id) || consents.includes(id);
  }
}
