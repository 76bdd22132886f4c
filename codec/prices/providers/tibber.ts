/**
 * Tibber: the home's own area in its own currency, with the customer's token (chapter 21 §15).
 * `energy` is the market's part without VAT. Without a home in the settings the homes are listed
 * first and the first with a running contract is taken.
 */
import { Fault } from "#model/fault.ts";
import { type Currency, currencyOf } from "#model/price.ts";
import { bad, good, type Outcome } from "#model/outcome.ts";
import { instantOf, listAt, PER_KWH, scaled, textAt, valueAt } from "../json.ts";
import { tokenOf, wantsQuarters } from "../parts.ts";
import type { Found, HttpProvider, PriceWish } from "../provider.ts";
import { baseOf, requestOf } from "../request.ts";

const HOMES = "{ viewer { homes { id timeZone appNickname currentSubscription { id status } } } }";
const PRICE = "{ total energy tax startsAt currency level }";

function pricesQuery(wish: PriceWish): string {
  const resolution = wantsQuarters(wish) ? "QUARTER_HOURLY" : "HOURLY";
  return `query Prices($id: ID!) { viewer { home(id: $id) { timeZone currentSubscription { ` +
    `status priceInfo(resolution: ${resolution}) { today ${PRICE} tomorrow ${PRICE} } } } } }`;
}

export const tibber: HttpProvider = {
  id: "tibber",
  name: "Tibber",
  attribution: "Tibber",
  access: "token",
  codes: null,
  isRolling: true,
  baseUrl: "https://api.tibber.com",
  // Errors of a query come with 400 and are told in the same way.
  readable: [200, 400],
  request(wish) {
    const { homeId } = wish.settings;
    if (homeId === undefined) return ask(wish, { query: HOMES });
    return ask(wish, { query: pricesQuery(wish), variables: { id: homeId } });
  },
  format: "json",
  read(json, wish) {
    const errors = listAt(json, "errors");
    if (errors.ok && errors.value.length > 0) return refused(errors.value[0]);
    const homes = listAt(json, "data", "viewer", "homes");
    return homes.ok ? homeOf(homes.value, wish) : pricesOf(json);
  },
};

function ask(wish: PriceWish, json: unknown) {
  const token = tokenOf(wish, "tibber");
  if (!token.ok) return token;
  return requestOf(baseOf(wish, tibber), {
    path: "/v1-beta/gql",
    headers: { authorization: `Bearer ${token.value}` },
    json,
  });
}

function refused(error: unknown): Outcome<Found> {
  const code = textAt(error, "extensions", "code");
  const what = textAt(error, "message") || code || "an error without a text";
  const isDenied = code === "UNAUTHENTICATED" || code === "FORBIDDEN";
  return bad(new Fault(isDenied ? "price-denied" : "price-rejected", { what }));
}

function homeOf(homes: readonly unknown[], wish: PriceWish): Outcome<Found> {
  const isRunning = (home: unknown) => textAt(home, "currentSubscription", "status") === "running";
  const id = textAt(homes.find(isRunning) ?? null, "id");
  if (id === "") return noContract();
  const next = ask(wish, { query: pricesQuery(wish), variables: { id } });
  return next.ok ? good({ next: next.value }) : next;
}

function pricesOf(json: unknown): Outcome<Found> {
  const subscription = valueAt(json, "data", "viewer", "home", "currentSubscription");
  if (subscription === null && valueAt(json, "data", "viewer", "home") !== null) {
    return noContract();
  }
  const today = listAt(subscription, "priceInfo", "today");
  const tomorrow = listAt(subscription, "priceInfo", "tomorrow");
  if (!today.ok) return today;
  if (!tomorrow.ok) return tomorrow;
  const entries = [...today.value, ...tomorrow.value];
  const codes = new Set(entries.map((entry) => textAt(entry, "currency")));
  const currency: Currency | null = codes.size > 1 ? null : currencyOf([...codes][0] ?? "EUR");
  if (currency === null) {
    const found = [...codes].join(", ");
    return bad(new Fault("price-reply", { expected: "one known currency", found }));
  }
  const rows = entries.map((entry) => ({
    fromMs: instantOf(valueAt(entry, "startsAt")),
    toMs: null,
    micro: scaled(valueAt(entry, "energy"), PER_KWH),
  }));
  return good({ rows, currency });
}

function noContract(): Outcome<Found> {
  const what = "no home with a running contract";
  return bad(new Fault("price-settings", { field: "price.homeId", what }));
}
