/**
 * The way through one provider: `begin` gives the first request, `proceed` turns each reply into
 * prices or the next request. Nothing here throws, whatever the reply is.
 */
import { Fault } from "#model/fault.ts";
import type { PriceSeries } from "#model/price.ts";
import { bad, good, type Outcome } from "#model/outcome.ts";
import type {
  Found,
  HttpProvider,
  PriceProvider,
  PriceReply,
  PriceRequest,
  PriceWish,
} from "./provider.ts";
import { jsonOf, plainOf, readable, xmlOf } from "./reply.ts";
import { withoutSecrets } from "./request.ts";
import { seriesOf } from "./series.ts";

/** Prices, or what to ask first. The caller follows at most `STEPS_MAX` requests for a day. */
export type Step =
  | { readonly kind: "prices"; readonly series: PriceSeries }
  | { readonly kind: "ask"; readonly request: PriceRequest };

/** No provider needs more requests for one day; SMARD and Tibber need two. */
export const STEPS_MAX = 3;

const TEXT_SIGNS_MAX = 300;

/** Begins; faults `price-settings` when a setting is missing or the area is not served. */
export function begin(provider: PriceProvider, wish: PriceWish): Outcome<Step> {
  if (provider.codes !== null && !Object.hasOwn(provider.codes, wish.area.id)) {
    const what = `${provider.id} has no prices of ${wish.area.id}`;
    return bad(new Fault("price-settings", { field: "price.provider", what }));
  }
  if (provider.format === "none") {
    const found = provider.prices(wish);
    return found.ok ? pricesOf(seriesOf(found.value, wish, provider)) : found;
  }
  const request = provider.request(wish);
  return request.ok ? good({ kind: "ask", request: request.value }) : request;
}

/** Goes on with a reply. The fault's text never holds a token. */
export function proceed(provider: HttpProvider, wish: PriceWish, reply: PriceReply): Outcome<Step> {
  const found = foundIn(provider, wish, reply);
  if (!found.ok) return bad(discreet(found.fault, wish));
  if ("next" in found.value) return good({ kind: "ask", request: found.value.next });
  return pricesOf(seriesOf(found.value, wish, provider));
}

function foundIn(provider: HttpProvider, wish: PriceWish, reply: PriceReply): Outcome<Found> {
  const answered = readable(reply, provider);
  if (!answered.ok) return answered;
  switch (provider.format) {
    case "json": {
      const json = jsonOf(reply);
      return json.ok ? provider.read(json.value, wish) : json;
    }
    case "xml": {
      const root = xmlOf(reply);
      return root.ok ? provider.read(root.value, wish) : root;
    }
    case "text": {
      const text = plainOf(reply);
      return text.ok ? provider.read(text.value, wish) : text;
    }
    case "bytes":
      return provider.read(reply.body, wish);
  }
}

function pricesOf(series: Outcome<PriceSeries>): Outcome<Step> {
  return series.ok ? good({ kind: "prices", series: series.value }) : series;
}

/** The same fault, short and without secrets: servers like to repeat the request. */
function discreet(fault: Fault, { settings }: PriceWish): Fault {
  const { token, encryptionKey, authenticationKey } = settings;
  const secrets = [token, encryptionKey, authenticationKey].filter((secret) =>
    secret !== undefined
  );
  const hidden = (text: string | undefined) => shortened(withoutSecrets(text ?? "", secrets));
  const { what, expected, found } = fault.detail;
  return new Fault(fault.code, {
    ...fault.detail,
    ...(what === undefined ? {} : { what: hidden(what) }),
    ...(expected === undefined ? {} : { expected: hidden(expected) }),
    ...(found === undefined ? {} : { found: hidden(found) }),
  });
}

/** What a server says on one line, and no more of it than anyone reads. */
function shortened(text: string): string {
  const line = text.replaceAll(/[\s\p{Cc}]+/gu, " ").trim();
  return line.length > TEXT_SIGNS_MAX ? `${line.slice(0, TEXT_SIGNS_MAX)}…` : line;
}
