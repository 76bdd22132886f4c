/** Keys and titles that no meter has, for tests of ciphered telegrams. */
import { type Bytes, latin1Bytes } from "#codec/encode/bytes.ts";
import type { Security } from "#codec/encode/cipher.ts";

/** Random keys and counter; the authentication key is always there, whoever may know it. */
export function randomSecurity(
  random: () => number,
  { maker, control }: { maker: string; control: Security["control"] },
): Security & { readonly authenticationKey: Bytes } {
  const digits = String(Math.floor(random() * 100_000)).padStart(5, "0");
  return {
    encryptionKey: randomKey(random),
    authenticationKey: randomKey(random),
    title: latin1Bytes(maker === "" ? "" : `${maker}${digits}`),
    counter: Math.floor(random() * 2 ** 32),
    control,
  };
}

export function randomKey(random: () => number): Bytes {
  return Uint8Array.from({ length: 16 }, () => Math.floor(random() * 256));
}
