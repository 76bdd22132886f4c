/**
 * General-glo-ciphering (Green Book 9.2.7, chapter 10 §6): AES-128-GCM around an APDU or a text.
 *
 * ```
 * 0      1   DB
 * 1      1   t = length of the system title (8, or 0 in P1 telegrams)
 * 2      t   system title
 *        n   length of all that follows
 *        1   security control: 20 encrypted, 10 authenticated, low bits = suite
 *        4   invocation counter
 *        m   ciphertext
 *        12  tag, where authenticated
 * ```
 */
import { createCipheriv } from "node:crypto";
import { Fault } from "#model/fault.ts";
import { type Bytes, joinBytes } from "./bytes.ts";

/** How one telegram is ciphered; the counter rises from each to the next. */
export type Security = {
  /** 16 bytes. */
  readonly encryptionKey: Bytes;
  /** 16 bytes; needed where `control` says authenticated. */
  readonly authenticationKey: Bytes | null;
  /** 8 bytes that begin with the maker's three letters, or none. */
  readonly title: Bytes;
  /** 0 to 2^32 - 1. */
  readonly counter: number;
  readonly control: 0x20 | 0x21 | 0x30;
};

const GLO = 0xdb;
const AUTHENTICATED = 0x10;
const TAG_LENGTH = 12;

/**
 * An APDU or a P1 text, ciphered, behind `DB`.
 *
 * @param lengthBytesMin Kamstrup and Elgama write two length bytes also where one would do.
 */
export function glo(plain: Bytes, security: Security, lengthBytesMin = 0): Bytes {
  return joinBytes([[GLO], gloBody(plain, security, lengthBytesMin)]);
}

/** All of general-glo-ciphering but the `DB`, which encrypted P1 leaves out. */
export function gloBody(plain: Bytes, security: Security, lengthBytesMin = 0): Bytes {
  const { title, control, counter } = security;
  const counterBytes = Uint8Array.of(counter >>> 24, counter >>> 16, counter >>> 8, counter);
  const content = encrypt(plain, security, counterBytes);
  const count = length(1 + counterBytes.length + content.length, lengthBytesMin);
  return joinBytes([[title.length], title, count, [control], counterBytes, content]);
}

/** Ciphertext, and the tag where the control byte asks for one. */
function encrypt(plain: Bytes, security: Security, counter: Uint8Array): Bytes {
  const { encryptionKey, authenticationKey, title, control } = security;
  const start = new Uint8Array(12);
  start.set(title);
  start.set(counter, 8);
  const cipher = createCipheriv("aes-128-gcm", encryptionKey, start, { authTagLength: TAG_LENGTH });
  if ((control & AUTHENTICATED) === 0) return joinBytes([cipher.update(plain), cipher.final()]);
  if (authenticationKey === null) throw new Fault("internal", { what: "no authentication key" });
  cipher.setAAD(joinBytes([[control], authenticationKey]));
  return joinBytes([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** A length as A-XDR writes it, with at least so many bytes behind the `8n`. */
function length(count: number, bytesMin: number): number[] {
  if (count < 0x80 && bytesMin === 0) return [count];
  if (count < 0x100 && bytesMin < 2) return [0x81, count];
  return [0x82, count >> 8, count & 0xff];
}
