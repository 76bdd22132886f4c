/** Keys, a system title and securities for tests of ciphered telegrams. */
import { type Bytes, latin1Bytes } from "#codec/encode/bytes.ts";
import type { Security } from "#codec/encode/cipher.ts";

export const ENCRYPTION_KEY: Bytes = Uint8Array.from({ length: 16 }, (_, at) => at * 3 + 1);
export const AUTHENTICATION_KEY: Bytes = Uint8Array.from({ length: 16 }, (_, at) => 200 - at);
export const KEYS = { encryptionKey: ENCRYPTION_KEY, authenticationKey: AUTHENTICATION_KEY };
export const TITLE: Bytes = latin1Bytes("KAM\x00\x01\x02\x03\x04");

/** How a telegram is ciphered: as authenticated, with a system title, unless changed. */
export function security(counter: number, changes: Partial<Security> = {}): Security {
  return { ...KEYS, title: TITLE, counter, control: 0x30, ...changes };
}
