/** All price providers. To add one, copy `_blueprint.ts` and list it here. */
import type { PriceProvider } from "../provider.ts";
import { awattar } from "./awattar.ts";
import { easyenergy } from "./easyenergy.ts";
import { elering } from "./elering.ts";
import { elprisetjustnu } from "./elprisetjustnu.ts";
import { energidataservice } from "./energidataservice.ts";
import { energyCharts } from "./energy_charts.ts";
import { energyzero } from "./energyzero.ts";
import { energyzeroOld } from "./energyzero_old.ts";
import { entsoe } from "./entsoe.ts";
import { fixed } from "./fixed.ts";
import { hub } from "./hub.ts";
import { hvakosterstrommen } from "./hvakosterstrommen.ts";
import { json } from "./json.ts";
import { nordpool } from "./nordpool.ts";
import { omie } from "./omie.ts";
import { omieRolling } from "./omie_rolling.ts";
import { ote } from "./ote.ts";
import { porssisahko } from "./porssisahko.ts";
import { pse } from "./pse.ts";
import { sahkotin } from "./sahkotin.ts";
import { simulated } from "./simulated.ts";
import { smard } from "./smard.ts";
import { smartenergy } from "./smartenergy.ts";
import { spotHinta } from "./spot_hinta.ts";
import { tibber } from "./tibber.ts";

export const PROVIDERS: readonly PriceProvider[] = [
  hvakosterstrommen,
  elprisetjustnu,
  energidataservice,
  elering,
  spotHinta,
  sahkotin,
  porssisahko,
  energyCharts,
  awattar,
  smartenergy,
  smard,
  energyzero,
  energyzeroOld,
  easyenergy,
  omie,
  omieRolling,
  pse,
  ote,
  nordpool,
  entsoe,
  tibber,
  json,
  fixed,
  simulated,
  hub,
];

/** The ids alone: what `price.provider` may name beside `auto`. */
export const PROVIDER_IDS: readonly string[] = PROVIDERS.map(({ id }) => id);

/** The provider of an id; `null` for an id that does not exist. */
export function providerOf(id: string): PriceProvider | null {
  return PROVIDERS.find((provider) => provider.id === id) ?? null;
}
