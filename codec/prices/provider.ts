/**
 * What a price provider is: where it is asked and how its answer becomes rows (chapter 21). All of
 * it is pure; who asks, when, and what then becomes of the series is not decided here.
 */
import type { Currency, MarketDay, PriceMark } from "#model/price.ts";
import type { Outcome } from "#model/outcome.ts";
import type { PriceArea } from "./areas.ts";
import type { XmlElement } from "./xml.ts";

/** One HTTP request. The sender adds `User-Agent`, conditions and its patience. */
export type PriceRequest = {
  readonly method: "GET" | "POST";
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  /** The address without tokens: the only form for logs, faults and the page. */
  readonly shownUrl: string;
};

/** What came back, of any status; transport errors never get here. */
export type PriceReply = {
  readonly status: number;
  readonly contentType: string | null;
  readonly body: Uint8Array;
};

/** What is wanted: one market day of one area. */
export type PriceWish = {
  readonly area: PriceArea;
  readonly day: MarketDay;
  /** Delivered in it where the provider has it, else in euro or what it has. */
  readonly currency: Currency;
  /** What is billed; asked for where a provider has both. */
  readonly resolutionMin: 15 | 60;
  /** When it is asked. */
  readonly atMs: number;
  readonly settings: ProviderSettings;
};

/** Settings of one provider; `{}` is enough for every open one. */
export type ProviderSettings = {
  /** Instead of the provider's own address: a mirror, or a server of a test. May have a path. */
  readonly baseUrl?: string;
  /** ENTSO-E, Tibber, and `{token}` of the generic one. Never shown. */
  readonly token?: string;
  /** Tibber: which home; without it the first with a running contract. */
  readonly homeId?: string;
  /** Hub: 16 bytes as hex; the second only where the hub authenticates. Never shown. */
  readonly encryptionKey?: string;
  readonly authenticationKey?: string;
  readonly json?: JsonSource;
  readonly fixed?: FixedPrices;
};

/** Prices that never change, millionths of the wished currency for a kWh without VAT. */
export type FixedPrices = {
  readonly importMicroPerKwh: number;
  /** `null`: the same as import. */
  readonly exportMicroPerKwh: number | null;
};

/** How the generic provider asks and reads; see `providers/json.ts`. */
export type JsonSource = {
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Path to the rows, parts joined by points; empty when the reply itself is the list. */
  readonly rows: string;
  /** Paths inside a row; a number is a place in a list. */
  readonly from: string;
  readonly to?: string;
  readonly price: string;
  readonly unit: PriceUnit;
  readonly currency: Currency;
  /** For times without an offset; the area's own when left out. */
  readonly zone?: string;
  /** Taken off when the prices contain it, for example 25. */
  readonly vatPercent?: number;
};

/** Units of prices; `cent` is the hundredth of the currency. */
export type PriceUnit = "perKwh" | "perMwh" | "centPerKwh";

/**
 * One price as it was read, in millionths of the currency for a kWh, not yet whole. `NaN` says that
 * there was something else than a time or number; `null` that there was nothing.
 */
export type PriceRow = {
  readonly fromMs: number;
  /** `null` where the source gives starts only. */
  readonly toMs: number | null;
  readonly micro: number | null;
  readonly eurMicro?: number | null;
};

/** What a reply held. Rows may be of more days, in any order and repeated; holes are holes. */
export type FoundPrices = {
  readonly rows: readonly PriceRow[];
  readonly currency: Currency;
  readonly exportRows?: readonly PriceRow[];
  readonly marks?: readonly PriceMark[];
  readonly publishedAtMs?: number | null;
  readonly licence?: string | null;
};

/** Another request that the provider needs before it can tell prices. */
export type AskNext = { readonly next: PriceRequest };
export type Found = FoundPrices | AskNext;

/**
 * Who may ask: `open` anyone · `token` with a token of the user · `consent` when the user has said
 * that he may use it · `named` only when the user names it, never by itself.
 */
export type Access = "open" | "token" | "consent" | "named";

type Described = {
  readonly id: string;
  readonly name: string;
  /** What to show beside its prices, as its licence or manners ask. */
  readonly attribution: string;
  readonly access: Access;
  /** Areas for which an open provider needs consent all the same. */
  readonly consentAreas?: readonly string[];
  /** Its own code of every area that it serves; `null` when it serves all. */
  readonly codes: Readonly<Record<string, string>> | null;
  /** Its days may be incomplete, because it offers a window of time or days of another zone. */
  readonly isRolling?: boolean;
};

/** A provider that makes prices up. */
export type LocalProvider = Described & {
  readonly format: "none";
  readonly prices: (wish: PriceWish) => Outcome<FoundPrices>;
};

type Asked = Described & {
  /** Its own address, without a slash at the end; `{code}` stands for the area's code. */
  readonly baseUrl: string;
  readonly request: (wish: PriceWish) => Outcome<PriceRequest>;
  /** Statuses that mean "not published yet". */
  readonly unpublished?: readonly number[];
  /** Statuses whose body is read; 200 alone when left out. */
  readonly readable?: readonly number[];
};

type Read<Body> = (body: Body, wish: PriceWish) => Outcome<Found>;

/** A provider that is asked by HTTP, by the format of its answer. */
export type HttpProvider =
  & Asked
  & (
    | { readonly format: "json"; readonly read: Read<unknown> }
    | { readonly format: "xml"; readonly read: Read<XmlElement> }
    | { readonly format: "text"; readonly read: Read<string> }
    | { readonly format: "bytes"; readonly read: Read<Uint8Array> }
  );

export type PriceProvider = HttpProvider | LocalProvider;
