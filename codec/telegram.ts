/**
 * From the content of one frame to a reading (chapter 10 §4): P1 text goes its own way, everything
 * else is an APDU that holds a list. Nothing here waits for a second frame.
 */
import { Fault } from "#model/fault.ts";
import type { MeterOptions } from "#model/meter.ts";
import { bad, type Outcome } from "#model/outcome.ts";
import type { DecodedReading } from "#model/reading.ts";
import { openApdu } from "./dlms/apdu.ts";
import { Items } from "./dlms/axdr.ts";
import { Clocks } from "./dlms/clock.ts";
import { isCiphered, P1_START } from "./framing/p1.ts";
import { Draft } from "./meters/draft.ts";
import { finish } from "./meters/finish.ts";
import type { Layout } from "./meters/layout.ts";
import { LAYOUTS } from "./meters/mod.ts";
import { P1Reader } from "./p1/telegram.ts";

/** Reads the telegrams of one meter, one after the other. */
export class TelegramReader {
  readonly #meter: MeterOptions;
  readonly #clocks: Clocks;
  readonly #items = new Items();
  readonly #draft = new Draft();
  readonly #p1 = new P1Reader();

  constructor(meter: MeterOptions) {
    this.#meter = meter;
    this.#clocks = new Clocks(meter.zone);
  }

  /** Reads a whole APDU or P1 text. */
  read(bytes: Uint8Array<ArrayBuffer>): Outcome<DecodedReading> {
    this.#draft.clear();
    return bytes[0] === P1_START ? this.#readP1(bytes) : this.#readApdu(bytes);
  }

  #readP1(bytes: Uint8Array<ArrayBuffer>): Outcome<DecodedReading> {
    if (isCiphered(bytes, 0)) return bad(new Fault("cipher-needs-key"));
    this.#p1.read(bytes, { draft: this.#draft, clocks: this.#clocks });
    return this.#finish(false);
  }

  #readApdu(bytes: Uint8Array<ArrayBuffer>): Outcome<DecodedReading> {
    const opened = openApdu(bytes);
    if (!opened.ok) return opened;
    const { clockAt, listAt } = opened.value;
    const fault = this.#items.read(bytes, listAt);
    if (fault !== null) return bad(fault);
    const layout = LAYOUTS.find((layout: Layout) => layout.recognises(this.#items));
    if (layout === undefined) return bad(new Fault("meter-unknown"));
    this.#draft.vendor = layout.vendor;
    if (clockAt >= 0) {
      this.#draft.apduTimeMs = this.#clocks.instantMs(bytes, clockAt, layout.clock);
    }
    layout.read(this.#items, { draft: this.#draft, clocks: this.#clocks });
    return this.#finish(true);
  }

  #finish(netRules: boolean): Outcome<DecodedReading> {
    return finish(this.#draft, { meter: this.#meter, clocks: this.#clocks, netRules });
  }
}
