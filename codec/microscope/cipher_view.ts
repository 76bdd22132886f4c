/** A ciphered telegram in pieces (`layers/cipher.ts` draws it), and what the keys make of it. */
import { AUTHENTICATED, type CipherHeader, ENCRYPTED } from "../layers/cipher.ts";
import { textWords } from "./item_words.ts";
import { makerOf } from "./makers.ts";
import { type Cut, hexOf, type Remark } from "./piece.ts";
import type { KeyUse } from "./slide.ts";
import type { Tools } from "./tools.ts";

type Bytes = Uint8Array<ArrayBuffer>;

const BROADCAST = 0x40;
const COMPRESSED = 0x80;
const SUITE = 0x0f;
const MAKER_LETTERS = 3;

export type Deciphered = {
  /** `null` without an encryption key. */
  readonly content: Bytes | null;
  readonly tag: KeyUse["tag"];
};

/** Opens the content with the keys there are; if the tag does not fit, without looking at it. */
export function decipher(bytes: Bytes, header: CipherHeader, tools: Tools): Deciphered {
  const hasTag = header.tagAt >= 0;
  const opened = tools.decipherer.open(bytes, header);
  if (opened.ok) {
    const { from, to, authenticated } = opened.value;
    const tag = authenticated ? "verified" : hasTag ? "unverified" : "none";
    return { content: opened.value.bytes.slice(from, to), tag };
  }
  const isWrong = opened.fault.code === "cipher-auth";
  const forced = tools.withoutTag.open(bytes, header);
  const content = forced.ok ? forced.value.bytes.slice(forced.value.from, forced.value.to) : null;
  return { content, tag: isWrong ? "wrong" : hasTag ? "unverified" : "none" };
}

/** Adds the header from the title's length on, the content and the tag. */
export function addCiphered(cut: Cut, header: CipherHeader, tag: KeyUse["tag"]): void {
  const { bytes } = cut;
  const { titleAt, titleEnd, security, counter, contentAt, contentEnd } = header;
  cut.upTo(titleAt, "title length", { meaning: `${titleEnd - titleAt} bytes` });
  const title = bytes.subarray(titleAt, titleEnd);
  cut.upTo(titleEnd, "system title", { meaning: titleWords(title) });
  cut.upTo(header.securityAt, "length", { meaning: `${header.end - header.securityAt} bytes` });
  cut.upTo(header.counterAt, "security control", { meaning: securityWords(security) });
  cut.upTo(contentAt, "counter", { meaning: String(counter) });
  const isEncrypted = (security & ENCRYPTED) !== 0;
  cut.upTo(contentEnd, isEncrypted ? "ciphertext" : "content", {
    meaning: `${contentEnd - contentAt} bytes`,
  });
  cut.upTo(
    header.end,
    "authentication tag",
    tagRemark(bytes.subarray(contentEnd, header.end), tag),
  );
}

/** What the tag should be is the secret of the keys. */
function tagRemark(tag: Uint8Array, use: KeyUse["tag"]): Remark {
  if (use === "unverified") return { meaning: "not verified" };
  const check = { ok: use === "verified", expected: "", found: hexOf(tag) };
  return { check };
}

/** The maker, and the rest of the title, which is unique among its meters. */
export function titleWords(title: Uint8Array): string {
  if (title.length === 0) return "";
  const letters = textWords(title.subarray(0, MAKER_LETTERS)).replaceAll('"', "");
  const maker = makerOf(letters);
  const number = hexOf(title.subarray(MAKER_LETTERS));
  return `${letters} ${number}${maker === "" ? "" : `, ${maker}`}`;
}

function securityWords(security: number): string {
  return [
    (security & ENCRYPTED) === 0 ? "in the clear" : "encrypted",
    (security & AUTHENTICATED) === 0 ? "no tag" : "authenticated by a tag",
    ...((security & BROADCAST) === 0 ? [] : ["broadcast key"]),
    ...((security & COMPRESSED) === 0 ? [] : ["compressed"]),
    `suite ${security & SUITE}`,
  ].join(", ");
}
