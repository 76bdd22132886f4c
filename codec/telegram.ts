/**
 * From the content of one frame to a reading (chapter 10 §4): the layers come off, P1 text goes its
 * own way, everything else is a list. A frame may hold a part of a telegram only.
 */
import { Fault, type FaultCode } from "#model/fault.ts";
import type { MeterOptions } from "#model/meter.ts";
import { bad, type Outcome } from "#model/outcome.ts";
import type { DecodedReading } from "#model/reading.ts";
import { openNotification } from "./dlms/apdu.ts";
import { Items } from "./dlms/axdr.ts";
import { Clocks } from "./dlms/clock.ts";
import { LLC, LLC_BYTES } from "./dlms/llc.ts";
import { isCiphered, P1_START, p1At } from "./framing/p1.ts";
import { BAD_P1_CHECKSUM } from "./framing/verdict.ts";
import { IecReader, isModeD } from "./iec/reader.ts";
import { KmpReader } from "./kmp/reader.ts";
import { DATA_NOTIFICATION, isText, Layers } from "./layers/layers.ts";
import { readList } from "./meters/parts/choose.ts";
import { CurrentScale } from "./meters/parts/current_scale.ts";
import type { ListTarget } from "./meters/parts/layout.ts";
import { P1Reader, type P1Telegram } from "./p1/telegram.ts";
import { Draft } from "./reading/draft.ts";
import { finish } from "./reading/finish.ts";
import { SmlReader } from "./sml/reader.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** What a wrong key looks like, when no tag told of it before. */
const GARBAGE_CODES: ReadonlySet<FaultCode> = new Set([
  "apdu-type",
  "frame-truncated",
  "frame-length",
  "frame-sequence",
]);

/** Reads the telegrams of one meter, one after the other. */
export class TelegramReader {
  readonly #meter: MeterOptions;
  readonly #target: ListTarget;
  readonly #layers: Layers;
  readonly #items = new Items();
  readonly #p1 = new P1Reader();
  readonly #iec = new IecReader();
  readonly #sml = new SmlReader();
  readonly #kmp = new KmpReader();
  /** Whether a checksum inside a bare cipher was ever right. */
  #innerFitted = false;

  /** @param lost Hears of every telegram in blocks that will not become whole. */
  constructor(meter: MeterOptions, lost: (fault: Fault) => void = () => {}) {
    this.#meter = meter;
    this.#target = {
      draft: new Draft(),
      clocks: new Clocks(meter.zone),
      currentScale: new CurrentScale(),
      isNamed: false,
    };
    this.#layers = new Layers(meter, lost);
  }

  /** Whether a telegram has begun in one frame and not ended in another. */
  get isWaiting(): boolean {
    return this.#layers.isWaiting;
  }

  /** Gives up a telegram that waits for too long. */
  expire(atMs: number): void {
    this.#layers.expire(atMs);
  }

  /** Gives up a telegram that waits: nothing will follow. */
  abandon(): void {
    this.#layers.abandon();
  }

  /**
   * Reads the APDU or P1 text in `bytes[from..to)`, which came at `atMs`. `null`: it was a part of
   * a longer telegram.
   */
  read(bytes: Bytes, from: number, to: number, atMs: number): Outcome<DecodedReading> | null {
    this.#target.draft.clear();
    if (bytes[from] === P1_START && !isCiphered(bytes, from, to)) {
      return isModeD(bytes, from, to)
        ? this.readIec(bytes, from, to)
        : this.#readP1({ bytes, from, to, atMs });
    }
    // Most telegrams have no other layer than LLC bytes.
    const listAt = bytes[from] === LLC ? from + LLC_BYTES : from;
    if (bytes[listAt] === DATA_NOTIFICATION) return this.#readList(bytes, listAt, to);
    const found = bytes[from] === P1_START
      ? this.#layers.openP1(bytes, from, to)
      : this.#layers.open(bytes, from, to, atMs);
    if (found === "part") return null;
    const outcome = this.#readContent(found, atMs);
    return this.#layers.isCiphered ? this.#trusted(outcome) : outcome;
  }

  /**
   * Reads a ciphered telegram that stood on the line without a frame: where no tag proves it, it
   * must be P1 text through and through, and a checksum in that must fit. Where there is a tag that
   * cannot be verified, a checksum that never fitted is taken for one of those that never will: in
   * Luxembourg the text keeps the checksum it had before it was ciphered (chapter 10 §17).
   */
  readBare(bytes: Bytes, from: number, to: number, atMs: number): Outcome<DecodedReading> | null {
    const outcome = this.read(bytes, from, to, atMs);
    if (outcome === null || !outcome.ok || this.#layers.isAuthenticated) return outcome;
    const fault = this.#doubt();
    return fault === null ? outcome : bad(fault);
  }

  /** Reads a whole frame of SML. */
  readSml(bytes: Bytes, from: number, to: number): Outcome<DecodedReading> {
    this.#target.draft.clear();
    const fault = this.#sml.read({ bytes, from, to }, this.#target);
    return fault === null ? finish(this.#target, this.#meter, "p1") : bad(fault);
  }

  /** Reads a read-out of IEC 62056-21, or what a meter pushes in its mode D. */
  readIec(bytes: Bytes, from: number, to: number): Outcome<DecodedReading> {
    this.#target.draft.clear();
    this.#iec.read({ bytes, from, to }, this.#target);
    return finish(this.#target, this.#meter, "p1");
  }

  /** Reads an answer of a KMP meter. `null`: more answers belong to the same reading. */
  readKmp(bytes: Bytes, from: number, to: number): Outcome<DecodedReading> | null {
    this.#target.draft.clear();
    const read = this.#kmp.read({ bytes, from, to }, this.#target);
    if (read === "part") return null;
    return read === "whole" ? finish(this.#target, this.#meter, "p1") : bad(read);
  }

  #readContent(found: "list" | "p1" | Fault, atMs: number): Outcome<DecodedReading> {
    if (found instanceof Fault) return bad(found);
    const { bytes, from, to, systemTitle } = this.#layers;
    this.#target.draft.systemTitle = systemTitle;
    return found === "p1"
      ? this.#readP1({ bytes, from, to, atMs })
      : this.#readList(bytes, from, to);
  }

  #readP1(telegram: P1Telegram): Outcome<DecodedReading> {
    this.#p1.read(telegram, this.#target);
    return finish(this.#target, this.#meter, "p1");
  }

  #readList(bytes: Bytes, from: number, to: number): Outcome<DecodedReading> {
    const opened = openNotification(bytes, from, to);
    if (!opened.ok) return opened;
    const { clockAt, listAt } = opened.value;
    const fault = this.#items.read(bytes, listAt, to);
    if (fault !== null) return bad(fault);
    if (!readList(this.#items, this.#target, clockAt)) return bad(new Fault("meter-unknown"));
    return finish(this.#target, this.#meter, "list");
  }

  /** What becomes of a telegram that was ciphered. */
  #trusted(outcome: Outcome<DecodedReading>): Outcome<DecodedReading> {
    const { isAuthenticated } = this.#layers;
    if (!outcome.ok) {
      const { code, message: what } = outcome.fault;
      const isGarbage = !isAuthenticated && GARBAGE_CODES.has(code);
      return isGarbage ? bad(new Fault("cipher-garbage", { what })) : outcome;
    }
    const fault = this.#layers.replayFault();
    if (fault !== null) return bad(fault);
    outcome.value.authenticated = isAuthenticated;
    return outcome;
  }

  /** What speaks against a telegram that no frame and no tag proves. */
  #doubt(): Fault | null {
    const { bytes, from, to, hasTag } = this.#layers;
    if (bytes[from] !== P1_START) {
      return new Fault("frame-unknown", { what: "a list without a frame around it" });
    }
    if (!isText(bytes, from, to)) return new Fault("cipher-garbage");
    const fits = p1At(bytes, from, to) !== BAD_P1_CHECKSUM;
    this.#innerFitted ||= fits;
    return fits || (hasTag && !this.#innerFitted) ? null : new Fault("p1-checksum");
  }
}
