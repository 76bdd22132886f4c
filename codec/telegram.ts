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
import { Draft, type Target } from "./reading/draft.ts";
import { finish } from "./reading/finish.ts";
import { type Layout, listIdItem } from "./meters/parts/layout.ts";
import { LAYOUTS } from "./meters/mod.ts";
import { P1Reader } from "./p1/telegram.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** Reads the telegrams of one meter, one after the other. */
export class TelegramReader {
  readonly #meter: MeterOptions;
  readonly #target: Target;
  readonly #items = new Items();
  readonly #p1 = new P1Reader();

  constructor(meter: MeterOptions) {
    this.#meter = meter;
    this.#target = { draft: new Draft(), clocks: new Clocks(meter.zone) };
  }

  /** Reads the whole APDU or P1 text in `bytes[from..to)`. */
  read(bytes: Bytes, from: number, to: number): Outcome<DecodedReading> {
    this.#target.draft.clear();
    return bytes[from] === P1_START
      ? this.#readP1(bytes, from, to)
      : this.#readApdu(bytes, from, to);
  }

  #readP1(bytes: Bytes, from: number, to: number): Outcome<DecodedReading> {
    if (isCiphered(bytes, from, to)) return bad(new Fault("cipher-needs-key"));
    this.#p1.read({ bytes, from, to }, this.#target);
    return finish(this.#target, this.#meter, "p1");
  }

  #readApdu(bytes: Bytes, from: number, to: number): Outcome<DecodedReading> {
    const opened = openApdu(bytes, from, to);
    if (!opened.ok) return opened;
    const { clockAt, listAt } = opened.value;
    const fault = this.#items.read(bytes, listAt, to);
    if (fault !== null) return bad(fault);
    const layout = layoutOf(this.#items);
    if (layout === null) return bad(new Fault("meter-unknown"));
    const { draft, clocks } = this.#target;
    draft.vendor = layout.vendor;
    if (clockAt >= 0) draft.apduTimeMs = clocks.instantMs(bytes, clockAt, layout.clock);
    layout.read(this.#items, this.#target);
    return finish(this.#target, this.#meter, "list");
  }
}

function layoutOf(items: Items): Layout | null {
  const listId = listIdItem(items);
  for (const layout of LAYOUTS) {
    if (layout.recognises(items, listId)) return layout;
  }
  return null;
}
