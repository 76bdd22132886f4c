/**
 * How a simulated meter ciphers: its keys, a system title by its make, and the invocation counter,
 * which a reader must never see go backwards.
 */
import { type Bytes, latin1Bytes } from "#codec/encode/bytes.ts";
import type { Security } from "#codec/encode/cipher.ts";
import type { Ciphering } from "#codec/encode/parts/layout.ts";
import type { Clock } from "#runtime/clock.ts";

/** 16 bytes each. With an authentication key telegrams carry a tag. */
export type SimulatedKeys = {
  readonly encryptionKey: Bytes;
  readonly authenticationKey: Bytes | null;
};

/** Everything of a telegram's security but its counter. */
export type Seal = Omit<Security, "counter">;

const TITLE_DIGITS = 5;

/** The seal of one meter: its maker's letters and some digits of the household's seed. */
export function sealOf(
  { maker, suite }: Ciphering,
  { seed, ...keys }: SimulatedKeys & { readonly seed: number },
): Seal {
  const digits = String(seed).padStart(TITLE_DIGITS, "0").slice(-TITLE_DIGITS);
  const unproved = suite === 1 ? 0x21 : 0x20;
  return {
    ...keys,
    title: latin1Bytes(maker === "" ? "" : `${maker}${digits}`),
    control: keys.authenticationKey === null ? unproved : 0x30,
  };
}

/**
 * Gives the security of one telegram after the other; `undefined` for a meter that does not cipher.
 * The counter is the second of the clock, or one more than the last, whichever is higher: so it
 * rises with every telegram, and a simulator that starts again goes on above where it ended, unless
 * it sent more than one telegram a second.
 */
export function securities(seal: Seal | null, clock: Clock): () => Security | undefined {
  let counter = 0;
  return () => {
    if (seal === null) return undefined;
    counter = Math.max(counter + 1, Math.floor(clock.nowMs() / 1000));
    return { ...seal, counter };
  };
}
