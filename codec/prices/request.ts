/** Requests to price providers: addresses under a base that is a setting, tokens never shown. */
import { Fault } from "#model/fault.ts";
import { bad, good, type Outcome } from "#model/outcome.ts";
import type { PriceRequest, PriceWish } from "./provider.ts";

/** Anything of an address but its base. */
export type RequestParts = {
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON by POST. */
  readonly json?: unknown;
  /** Texts that must not be shown. */
  readonly secrets?: readonly string[];
};

const ACCEPT = "application/json, application/xml;q=0.9, text/*;q=0.8, */*;q=0.1";

/** A request below `baseUrl`; the fault `price-settings` when that is no address of the web. */
export function requestOf(baseUrl: string, parts: RequestParts): Outcome<PriceRequest> {
  const base = baseUrl.trim().replace(/\/+$/, "");
  if (!isWebAddress(base)) {
    return bad(new Fault("price-settings", { field: "price.baseUrl", what: `price.baseUrl` }));
  }
  const { path, headers = {}, json, secrets = [] } = parts;
  const url = `${base}${path}${queryText(parts.query ?? {})}`;
  const isPost = json !== undefined;
  return good({
    method: isPost ? "POST" : "GET",
    url,
    headers: {
      accept: ACCEPT,
      ...(isPost ? { "content-type": "application/json" } : {}),
      ...headers,
    },
    body: isPost ? JSON.stringify(json) : null,
    shownUrl: withoutSecrets(url, secrets),
  });
}

/** The base that a wish asks under: the user's, or the provider's own for the area. */
export function baseOf(
  wish: PriceWish,
  { baseUrl, codes }: { baseUrl: string; codes: Readonly<Record<string, string>> | null },
): string {
  return wish.settings.baseUrl ?? baseUrl.replace("{code}", codes?.[wish.area.id] ?? "");
}

/** Whether a text is an http or https address without blanks and control signs. */
export function isWebAddress(text: string): boolean {
  return /^https?:\/\/[^\s\p{Cc}]+$/iu.test(text) && URL.canParse(text);
}

/** A text with every secret, plain or as in an address, replaced by `…`. */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  return secrets.filter((secret) => secret !== "").reduce(
    (shown, secret) => shown.replaceAll(encodeURIComponent(secret), "…").replaceAll(secret, "…"),
    text,
  );
}

/** Blanks become `%20`, which every server understands; an empty value makes a bare flag. */
function queryText(query: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(query).map(([name, value]) =>
    value === "" ? name : `${encodeURIComponent(name)}=${encodeURIComponent(value)}`
  );
  return pairs.length === 0 ? "" : `?${pairs.join("&")}`;
}
