/** What all telegrams of one slide are looked at with: the meter's keys, its reader, its blocks. */
import type { MeterOptions } from "#model/meter.ts";
import { Assembly } from "../layers/assembly.ts";
import { Decipherer } from "../layers/cipher.ts";
import { TelegramReader } from "../telegram.ts";
import type { Read } from "./touch.ts";

export type Tools = {
  readonly decipherer: Decipherer;
  /** Opens what the authentication key does not fit. */
  readonly withoutTag: Decipherer;
  /** The blocks of a telegram that is not whole yet. */
  readonly blocks: Assembly;
  /** A reader that has read nothing yet: what it remembers must not change the next telegram. */
  reader(entry: "apdu" | "iec"): Read;
};

export function toolsOf(meter: MeterOptions): Tools {
  const { encryptionKey, authenticationKey } = meter;
  return {
    decipherer: new Decipherer({ encryptionKey, authenticationKey }),
    withoutTag: new Decipherer({ encryptionKey, authenticationKey: null }),
    blocks: new Assembly(() => {}),
    reader(entry) {
      const reader = new TelegramReader(meter);
      return (bytes) => {
        const outcome = entry === "iec"
          ? reader.readIec(bytes, 0, bytes.length)
          : reader.read(bytes, 0, bytes.length, 0);
        return outcome?.ok === true ? outcome.value : null;
      };
    },
  };
}
