/** One pair of keys, tried on ciphered telegrams by the decoder itself. */
import type { MeterOptions } from "#model/meter.ts";
import { TelegramReader } from "../telegram.ts";
import type { Ciphered } from "./evidence.ts";

/** 32 hex digits each. */
export type KeyPair = {
  readonly encryption: string;
  /** `null`: tags are not verified. */
  readonly authentication: string | null;
};

/**
 * `verified`: the tag fits, so both keys are right. `read`: a reading came out, but no tag proves
 * the keys. `strange`: the tag fits, but no known meter speaks like this.
 */
export type Result = "closed" | "read" | "verified" | "strange";

/** Tries keys for one meter. */
export class Trial {
  readonly #meter: MeterOptions;

  constructor(meter: MeterOptions) {
    this.#meter = meter;
  }

  /** What a pair of keys makes of a telegram. */
  result({ bytes, hasTag }: Ciphered, { encryption, authentication }: KeyPair): Result {
    const reader = new TelegramReader({
      ...this.#meter,
      encryptionKey: Uint8Array.fromHex(encryption),
      authenticationKey: authentication === null ? null : Uint8Array.fromHex(authentication),
    });
    const outcome = reader.read(bytes, 0, bytes.length, 0);
    const isProved = hasTag && authentication !== null;
    if (outcome === null) return "closed";
    if (outcome.ok) return isProved ? "verified" : "read";
    return isProved && outcome.fault.code !== "cipher-auth" ? "strange" : "closed";
  }

  /** The telegrams that come to this result. */
  those(telegrams: readonly Ciphered[], keys: KeyPair, wanted: Result): readonly Ciphered[] {
    return telegrams.filter((telegram) => this.result(telegram, keys) === wanted);
  }
}
