/**
 * What a reply is before its content is looked at: its status as a fault that says what happened,
 * its size, and its text as JSON or XML. A page of maintenance that comes as "200, HTML" is named.
 */
import { Fault, type FaultCode } from "#model/fault.ts";
import { bad, good, type Outcome } from "#model/outcome.ts";
import { fileText } from "../import/file_text.ts";
import type { Access, PriceReply } from "./provider.ts";
import { readXml, type XmlElement } from "./xml.ts";

/** No provider sends more for a day; a year of ENTSO-E in quarters stays below it. */
export const REPLY_BYTES_MAX = 8 * 1024 * 1024;
const EXCERPT_SIGNS_MAX = 120;

/** What statuses mean to a provider. */
export type Statuses = {
  readonly readable?: readonly number[];
  readonly unpublished?: readonly number[];
  /** Whether the user's token or key is judged by it: else 401 and 403 mean something else. */
  readonly access?: Access;
};

/**
 * The reply itself when its body is to be read, else the fault of its status: `price-unpublished`,
 * `price-denied`, `price-throttled`, `price-rejected` for other requests that are wrong, and
 * `price-server`.
 */
export function readable(reply: PriceReply, statuses: Statuses = {}): Outcome<PriceReply> {
  const { status, body } = reply;
  if (body.length > REPLY_BYTES_MAX) {
    const expected = `at most ${REPLY_BYTES_MAX} bytes`;
    return bad(new Fault("price-reply", { expected, found: `${body.length}` }));
  }
  if ((statuses.readable ?? [200]).includes(status)) return good(reply);
  if (statuses.unpublished?.includes(status)) return faulty("price-unpublished", reply);
  const asksForToken = statuses.access === "token" || statuses.access === "named";
  if (asksForToken && (status === 401 || status === 403)) return faulty("price-denied", reply);
  if (status === 429) return faulty("price-throttled", reply);
  return faulty(status >= 400 && status < 500 ? "price-rejected" : "price-server", reply);
}

function faulty(code: FaultCode, reply: PriceReply): Outcome<PriceReply> {
  const excerpt = excerptOf(reply);
  const what = `status ${reply.status}${excerpt === "" ? "" : `, ${excerpt}`}`;
  return bad(new Fault(code, { what }));
}

/** The JSON of a reply. */
export function jsonOf(reply: PriceReply): Outcome<unknown> {
  const text = fileText(reply.body).trim();
  if (!/^[[{]/.test(text)) return otherKind(reply, "JSON");
  try {
    return good(JSON.parse(text));
  } catch {
    return bad(
      new Fault("price-reply", { what: `JSON of ${text.length} signs is damaged or cut` }),
    );
  }
}

/** The XML of a reply. */
export function xmlOf(reply: PriceReply): Outcome<XmlElement> {
  const text = fileText(reply.body).trim();
  const looksLikeXml = text.startsWith("<") && !/^<(!doctype )?html/i.test(text);
  return looksLikeXml ? readXml(text) : otherKind(reply, "XML");
}

/** The text of a reply whose format is the provider's own. */
export function plainOf(reply: PriceReply): Outcome<string> {
  const text = fileText(reply.body);
  return text.trim() === "" ? otherKind(reply, "text") : good(text);
}

function otherKind(reply: PriceReply, expected: string): Outcome<never> {
  const type = (reply.contentType ?? "").replace(/;.*/s, "").trim();
  const found = reply.body.length === 0 ? "nothing" : type || excerptOf(reply) || "other bytes";
  return bad(new Fault("price-reply", { expected, found }));
}

/** The beginning of a text reply on one line, without tags. */
function excerptOf({ body }: PriceReply): string {
  const text = fileText(body.subarray(0, 4 * EXCERPT_SIGNS_MAX));
  const plain = text.replaceAll(/<[^<>]*>/g, " ").replaceAll(/[\s\p{Cc}]+/gu, " ").trim();
  if (plain.length <= EXCERPT_SIGNS_MAX) return plain;
  // A word that is cut might be half a token, which nobody would recognise as one.
  return `${plain.slice(0, EXCERPT_SIGNS_MAX).replace(/\S*$/, "")}…`;
}

const SECOND_MS = 1000;
const WAIT_MS_MAX = 24 * 3_600_000;

/**
 * What `Retry-After` asks for, in ms from now, at most a day; `null` when it says nothing that can
 * be understood. It is seconds or a date of HTTP (chapter 21 §0).
 */
export function retryAfterMs(header: string | null, nowMs: number): number | null {
  const text = header?.trim() ?? "";
  const isSeconds = /^\d{1,9}$/.test(text);
  const waitMs = isSeconds ? Number(text) * SECOND_MS : httpDateMs(text) - nowMs;
  return Number.isFinite(waitMs) ? Math.min(Math.max(0, waitMs), WAIT_MS_MAX) : null;
}

/** Only the form that HTTP asks for, `Wed, 14 Jan 2026 12:00:00 GMT`: others have no zone. */
function httpDateMs(text: string): number {
  return /^\w{3}, \d{2} \w{3} \d{4} [\d:]{8} GMT$/.test(text) ? Date.parse(text) : NaN;
}
