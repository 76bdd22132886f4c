/**
 * A hub of amsreader-firmware's kind, for users who have an address and keys of one (chapter 20
 * §1.2): encrypted like a meter's telegram, then a table of prices.
 *
 * ```text
 * offset  length  meaning
 *      0       4  currency, ended by 0
 *      4       4  unit, not used
 *      8       4  where the hub has it from
 *     12       1  minutes of a price, 15 or 60
 *     13       1  1 when export prices follow
 *     14       1  n, prices of one direction, from the market day's start
 *     15      4n  import prices × 10 000 for a kWh, signed, high byte first
 *      …      4n  export prices
 * ```
 */
import { Fault } from "#model/fault.ts";
import { currencyOf } from "#model/price.ts";
import { bad, good, type Outcome } from "#model/outcome.ts";
import { cipherHeader, Decipherer } from "../../layers/cipher.ts";
import { dateParts } from "../parts.ts";
import type { FoundPrices, PriceProvider, PriceRow, PriceWish } from "../provider.ts";
import { requestOf } from "../request.ts";

const TAG = 0xdb;
const HEAD_BYTES = 15;
const PRICE_BYTES = 4;
const MICRO_PER_STEP = 100;
const MINUTE_MS = 60_000;
const KEY_HEX = /^[0-9a-f]{32}$/i;
/** What upstream fills unknown prices with: −127, or bytes of 0x10 where it forgot to. */
const HOLES = [-1_270_000, 0x10101010];

export const hub: PriceProvider = {
  id: "hub",
  name: "Price hub",
  attribution: "",
  access: "named",
  codes: null,
  baseUrl: "",
  unpublished: [404],
  request(wish) {
    const { baseUrl = "", encryptionKey = "" } = wish.settings;
    if (!KEY_HEX.test(encryptionKey)) return missing("price.encryptionKey");
    // The hub's months and days have no zeros in front.
    const date = dateParts(wish).map(Number).join("/");
    return requestOf(baseUrl, {
      path: `/hub/price/${wish.area.eic}/${date}/pt${wish.resolutionMin}m`,
      query: { currency: wish.currency },
    });
  },
  format: "bytes",
  read(body, wish) {
    const clear = opened(body, wish);
    return clear.ok ? tableOf(clear.value, wish) : clear;
  },
};

function missing(field: string): Outcome<never> {
  return bad(new Fault("price-settings", { field, what: field }));
}

/** The table in the clear; a key that does not fit is told like a token that does not. */
function opened(body: Uint8Array, { settings }: PriceWish): Outcome<Uint8Array> {
  const { encryptionKey = "", authenticationKey = "" } = settings;
  if (!KEY_HEX.test(encryptionKey)) return missing("price.encryptionKey");
  if (authenticationKey !== "" && !KEY_HEX.test(authenticationKey)) {
    return missing("price.authenticationKey");
  }
  const bytes = new Uint8Array(body);
  if (bytes[0] !== TAG) {
    return bad(new Fault("price-reply", { expected: "DB, an encrypted table", offset: 0 }));
  }
  const header = cipherHeader(bytes, 1, bytes.length);
  if (!header.ok) return bad(new Fault("price-reply", { what: header.fault.message }));
  const decipherer = new Decipherer({
    encryptionKey: Uint8Array.fromHex(encryptionKey),
    authenticationKey: authenticationKey === "" ? null : Uint8Array.fromHex(authenticationKey),
  });
  const result = decipherer.open(bytes, header.value);
  if (!result.ok) return bad(new Fault("price-denied", { what: result.fault.message }));
  const { from, to } = result.value;
  return good(result.value.bytes.subarray(from, to));
}

function tableOf(table: Uint8Array, wish: PriceWish): Outcome<FoundPrices> {
  const code = String.fromCharCode(...table.subarray(0, 4)).replace(/\0.*$/s, "");
  const currency = currencyOf(code);
  const [minutes = 0, hasExport = 0, count = 0] = table.subarray(12, HEAD_BYTES);
  if (currency === null || (minutes !== 15 && minutes !== 60)) {
    // Without an authentication key rubbish is all that a wrong key makes.
    return bad(new Fault("price-denied", { what: "the deciphered table makes no sense" }));
  }
  const directions = hasExport === 1 ? 2 : 1;
  const bytesMin = HEAD_BYTES + directions * count * PRICE_BYTES;
  if (table.length < bytesMin) {
    const expected = `${bytesMin} bytes`;
    return bad(new Fault("price-reply", { expected, found: `${table.length}` }));
  }
  const view = new DataView(table.buffer, table.byteOffset, table.length);
  const rowsFrom = (offset: number) =>
    Array.from({ length: count }, (_, at): PriceRow => {
      const fromMs = wish.day.fromMs + at * minutes * MINUTE_MS;
      const value = view.getInt32(offset + at * PRICE_BYTES);
      const micro = HOLES.includes(value) ? null : value * MICRO_PER_STEP;
      return { fromMs, toMs: fromMs + minutes * MINUTE_MS, micro };
    });
  const exportRows = directions === 2 ? rowsFrom(HEAD_BYTES + count * PRICE_BYTES) : null;
  return good({
    rows: rowsFrom(HEAD_BYTES),
    currency,
    ...(exportRows === null ? {} : { exportRows }),
  });
}
