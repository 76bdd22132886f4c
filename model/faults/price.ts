/** Faults of prices (chapters 20 §1–§3 and 21). */
import type { FaultRow } from "./row.ts";

export const PRICE_FAULTS = {
  "price-unpublished": {
    message: "The prices of the day are not published yet",
    hint:
      "Tomorrow's prices come between 13:00 and 15:00 CET, sometimes later. They are asked again.",
    retry: "later",
  },
  "price-incomplete": {
    message: "The provider has only some of the prices of the day",
    hint: "They are asked again; until then the next provider is taken.",
    retry: "later",
  },
  "price-denied": {
    message: "The price provider does not accept the token",
    hint: "Check the token in the price settings and whether it is still valid.",
    retry: "never",
  },
  "price-rejected": {
    message: "The price provider rejects the request",
    hint: "Check price.area and price.baseUrl; the provider may not serve this area.",
    retry: "later",
  },
  "price-throttled": {
    message: "The price provider was asked too often",
    hint: "Other programs behind the same internet address count too. It is asked again later.",
    retry: "later",
  },
  "price-server": {
    message: "The price provider is out of order",
    hint: "Nothing needs to be done: known prices stay, and it is asked again.",
    retry: "later",
  },
  "price-reply": {
    message: "The price provider's answer makes no sense",
    hint: "Known prices stay and the next provider is asked. If it lasts, please report it.",
    retry: "later",
  },
  "price-settings": {
    message: "A price setting is missing or does not fit",
    hint: "See the named setting on the price page.",
    retry: "never",
  },
  "price-no-rate": {
    message: "No exchange rate to the currency of the prices is known",
    hint: "Norges Bank and the ECB are asked again; prices in euro are kept until then.",
    retry: "later",
  },
} as const satisfies Record<string, FaultRow>;
