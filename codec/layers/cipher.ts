/**
 * General-glo-ciphering (IEC 62056-5-3 §5.3.7 and §9.2.7; chapter 10 §6): its header, and AES-GCM
 * with 128 bit keys. What the counter of a telegram says is judged in `replay.ts`.
 *
 * ```text
 * offset  length  meaning
 *      0       1  DB; absent in ciphered P1 telegrams
 *      1       1  t, bytes of the system title, at most 8
 *      2       t  system title, three letters of the maker in front
 *      …     1–5  length of all that follows: one byte, or 81 to 84 and as many bytes
 *      …       1  security control: 20 ciphered, 10 authenticated, 40 broadcast key, 80 compressed,
 *                 low half the suite
 *      …       4  frame counter
 *      …       n  content
 *      …      12  tag, when authenticated
 * ```
 */
import { createDecipheriv } from "node:crypto";
import { Fault } from "#model/fault.ts";
import { bad, good, type Outcome } from "#model/outcome.ts";
import { lengthEnd, lengthIn } from "../dlms/length.ts";
import { hexBytes } from "../hex.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** Where the parts of a ciphered APDU are, as places in the bytes it was found in. */
export type CipherHeader = {
  readonly titleAt: number;
  readonly titleEnd: number;
  readonly securityAt: number;
  readonly security: number;
  readonly counterAt: number;
  readonly counter: number;
  readonly contentAt: number;
  readonly contentEnd: number;
  /** −1 when there is no tag. */
  readonly tagAt: number;
  /** Behind the last byte of the APDU. */
  readonly end: number;
};

/** Content in the clear: `bytes[from..to)`. */
export type Opened = {
  readonly bytes: Bytes;
  readonly from: number;
  readonly to: number;
  /** Whether a tag was there and fitted. */
  readonly authenticated: boolean;
};

/** 16 bytes each, or `null` where none is set. */
export type CipherKeys = {
  readonly encryptionKey: Uint8Array | null;
  readonly authenticationKey: Uint8Array | null;
};

/** Bits of the security control. */
export const AUTHENTICATED = 0x10;
export const ENCRYPTED = 0x20;
const COMPRESSED = 0x80;
const SUITE = 0x0f;
/** Suite 2 has keys of 256 bits. */
const SUITE_MAX = 1;

const TITLE_BYTES_MAX = 8;
const CONTROL_BYTES = 1;
const COUNTER_BYTES = 4;
const KEY_BYTES = 16;
const TAG_BYTES = 12;
const IV_BYTES = 12;

/**
 * Takes the header apart that begins at `bytes[at]`, the length of the system title (behind DB).
 * Faults: `frame-truncated` when it does not end before `to`, `frame-length` and `apdu-type` when
 * no meter can have sent it; their offsets count from `at`.
 */
export function cipherHeader(bytes: Uint8Array, at: number, to: number): Outcome<CipherHeader> {
  const titleBytes = at < to ? bytes[at]! : 0;
  const titleAt = at + 1;
  const titleEnd = titleAt + titleBytes;
  if (titleBytes > TITLE_BYTES_MAX) {
    const expected = `at most ${TITLE_BYTES_MAX} bytes`;
    const found = String(titleBytes);
    return bad(new Fault("apdu-type", { what: "system title", offset: 0, expected, found }));
  }
  const securityAt = lengthEnd(bytes, titleEnd, to);
  if (securityAt < 0 || securityAt >= to) return cutOff(titleEnd + 2 - at, to - at);
  const length = lengthIn(bytes, titleEnd, securityAt);
  const security = bytes[securityAt]!;
  const tagBytes = (security & AUTHENTICATED) === 0 ? 0 : TAG_BYTES;
  const lengthMin = CONTROL_BYTES + COUNTER_BYTES + tagBytes;
  if (length < lengthMin) return tooShort(titleEnd - at, lengthMin, length);
  const end = securityAt + length;
  if (end > to) return cutOff(end - at, to - at);
  const counterAt = securityAt + CONTROL_BYTES;
  const contentEnd = end - tagBytes;
  return good({
    titleAt,
    titleEnd,
    securityAt,
    security,
    counterAt,
    counter: uint32(bytes, counterAt),
    contentAt: counterAt + COUNTER_BYTES,
    contentEnd,
    tagAt: tagBytes === 0 ? -1 : contentEnd,
    end,
  });
}

/** What an owner or a grid company needs to find the key: system title, security and counter. */
export function cipherText(bytes: Uint8Array, header: CipherHeader): string {
  const title = hexBytes(bytes, header.titleAt, header.titleEnd) || "none";
  const security = hexBytes(bytes, header.securityAt, header.counterAt);
  return `system title ${title}, security ${security}, counter ${header.counter}`;
}

/** Opens ciphered content with one pair of keys. Made once, so that a telegram costs little. */
export class Decipherer {
  readonly #key: Uint8Array | null;
  readonly #hasAuthenticationKey: boolean;
  /** Initialisation vector of a telegram, and the counter of GCM at its first block of content. */
  readonly #block = Uint8Array.of(...new Uint8Array(IV_BYTES), 0, 0, 0, 2);
  readonly #iv = this.#block.subarray(0, IV_BYTES);
  /** Security control and authentication key. */
  readonly #authenticated = new Uint8Array(CONTROL_BYTES + KEY_BYTES);

  constructor({ encryptionKey, authenticationKey }: CipherKeys) {
    // Plain bytes: a KeyObject costs 0.4 µs more at every telegram (measured).
    this.#key = encryptionKey;
    this.#hasAuthenticationKey = authenticationKey !== null;
    if (authenticationKey !== null) this.#authenticated.set(authenticationKey, CONTROL_BYTES);
  }

  /**
   * The content in the clear. Without an authentication key a tag is not verified. Faults:
   * `cipher-needs-key`, `cipher-auth`, and `apdu-type` for what no known meter does. A wrong key
   * shows only where a tag is verified; else the content is rubbish, which the caller must notice.
   */
  open(bytes: Bytes, header: CipherHeader): Outcome<Opened> {
    const { security } = header;
    if ((security & COMPRESSED) !== 0 || (security & SUITE) > SUITE_MAX) {
      const found = hexBytes(bytes, header.securityAt, header.counterAt);
      return bad(new Fault("apdu-type", { what: "security control", expected: "20 or 30", found }));
    }
    if ((security & ENCRYPTED) === 0) return this.#openClear(bytes, header);
    if (this.#key === null) {
      return bad(new Fault("cipher-needs-key", { what: cipherText(bytes, header) }));
    }
    this.#setVector(bytes, header);
    const content = bytes.subarray(header.contentAt, header.contentEnd);
    if (header.tagAt < 0 || !this.#hasAuthenticationKey) {
      return this.#openUnverified(this.#key, content);
    }
    const decipher = createDecipheriv("aes-128-gcm", this.#key, this.#iv, OPTIONS);
    this.#authenticated[0] = security;
    decipher.setAAD(this.#authenticated);
    decipher.setAuthTag(bytes.subarray(header.tagAt, header.end));
    const clear = plain(decipher.update(content));
    if (!isWhole(decipher)) return wrongTag(bytes, header);
    const to = clear.length;
    return good({ bytes: clear, from: 0, to, authenticated: true });
  }

  /**
   * GCM without its tag is counter mode. A call for GCM whose tag is never asked for would keep a
   * kilobyte for ever (measured with Deno 2.9.6), and asking in vain costs twice the time.
   */
  #openUnverified(key: Uint8Array, content: Bytes): Outcome<Opened> {
    const decipher = createDecipheriv("aes-128-ctr", key, this.#block);
    const clear = plain(decipher.update(content));
    decipher.final();
    const to = clear.length;
    return good({ bytes: clear, from: 0, to, authenticated: false });
  }

  /** Content that was never ciphered, with a tag over it or without. */
  #openClear(bytes: Bytes, header: CipherHeader): Outcome<Opened> {
    const { contentAt: from, contentEnd: to } = header;
    const verifies = header.tagAt >= 0 && this.#hasAuthenticationKey && this.#key !== null;
    if (verifies && this.#key !== null) {
      const covered = new Uint8Array(this.#authenticated.length + to - from);
      covered.set(this.#authenticated);
      covered[0] = header.security;
      covered.set(bytes.subarray(from, to), this.#authenticated.length);
      this.#setVector(bytes, header);
      const decipher = createDecipheriv("aes-128-gcm", this.#key, this.#iv, OPTIONS);
      decipher.setAAD(covered);
      decipher.setAuthTag(bytes.subarray(header.tagAt, header.end));
      if (!isWhole(decipher)) return wrongTag(bytes, header);
    }
    return good({ bytes, from, to, authenticated: verifies });
  }

  #setVector(bytes: Bytes, { titleAt, titleEnd, counterAt }: CipherHeader): void {
    const iv = this.#iv;
    for (let at = 0; at < TITLE_BYTES_MAX; at++) {
      iv[at] = titleAt + at < titleEnd ? bytes[titleAt + at]! : 0;
    }
    for (let at = 0; at < COUNTER_BYTES; at++) iv[TITLE_BYTES_MAX + at] = bytes[counterAt + at]!;
  }
}

/** Meters send 96 of the 128 bits of a tag. */
const OPTIONS = { authTagLength: TAG_BYTES };

/** The same bytes as an array of the kind that all readers expect: mixing kinds slows them down. */
function plain(bytes: Uint8Array): Bytes {
  const { buffer, byteOffset, length } = bytes;
  if (!(buffer instanceof ArrayBuffer)) return new Uint8Array(bytes);
  return new Uint8Array(buffer, byteOffset, length);
}

/** Whether the tag fits; `final()` throws when it does not. */
function isWhole(decipher: ReturnType<typeof createDecipheriv>): boolean {
  try {
    decipher.final();
    return true;
  } catch {
    return false;
  }
}

function wrongTag(bytes: Uint8Array, header: CipherHeader): Outcome<Opened> {
  return bad(new Fault("cipher-auth", { what: cipherText(bytes, header) }));
}

function cutOff(expected: number, found: number): Outcome<CipherHeader> {
  return bad(
    new Fault("frame-truncated", {
      what: "ciphered telegram",
      expected: `${expected} bytes`,
      found: `${found}`,
    }),
  );
}

function tooShort(offset: number, lengthMin: number, length: number): Outcome<CipherHeader> {
  const expected = `at least ${lengthMin} bytes`;
  const what = "ciphered telegram";
  return bad(new Fault("frame-length", { what, offset, expected, found: String(length) }));
}

function uint32(bytes: Uint8Array, at: number): number {
  return ((bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!) >>>
    0;
}
