/**
 * SML telegrams to a draft (BSI TR-03109-1, annex IV a; FNN "Lastenheft EDL"): of the messages of a
 * telegram the list of values is read, and the checksum of every message is verified.
 *
 * ```text
 * message      {transaction, group, abort, {choice, body}, checksum} end
 * list 0701    {client, server id, name, time, {value …}, signature, time of gateway}
 * value        {code, status, time, unit, scaler, value, signature}
 * time         {1, seconds of operation}, {2, seconds since 1970} or {3, {the same, two offsets}}
 * ```
 */
import { Fault } from "#model/fault.ts";
import { crc16Kermit, crc16X25 } from "../framing/crc.ts";
import { escapeAt, isDoubled, messagesEnd, messagesStart, SML_BYTES_MAX } from "../framing/sml.ts";
import { splitNet } from "../reading/direction.ts";
import type { Target } from "../reading/draft.ts";
import { TEXT } from "../reading/fields.ts";
import { TextMemory } from "../text_memory.ts";
import { Elements, LIST } from "./elements.ts";
import { hasUnsignedPower, serverId, vendorOf } from "./server_id.ts";
import { Values } from "./values.ts";

const GET_LIST_RESPONSE = 0x0701;
const TIMESTAMP = 2;
const LOCAL_TIMESTAMP = 3;
/** 2010-01-01. Seconds of operation that pass for a timestamp are below. */
const TIMESTAMP_MIN = 1_262_304_000;
const SERVER_ID_RANK = 1;
const ESCAPE_BYTES = 4;

/** A whole frame: `bytes[from..to)`. */
export type SmlFrame = {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly from: number;
  readonly to: number;
};

/** Reads the telegrams of one meter. */
export class SmlReader {
  readonly #elements = new Elements();
  readonly #values = new Values(this.#elements);
  readonly #ids = new TextMemory((raw) => ({
    text: serverId(raw),
    vendor: vendorOf(raw),
    hasUnsignedPower: hasUnsignedPower(raw),
  }));
  /** The messages of telegrams that hold escapes; few ever do. */
  #plain = new Uint8Array(0);

  /** Reads a telegram; `null` when all went well. */
  read({ bytes, from, to }: SmlFrame, target: Target): Fault | null {
    const start = messagesStart(from);
    const end = messagesEnd(bytes, to);
    const elements = this.#elements;
    const hasEscapes = escapeAt(bytes, start, end) + ESCAPE_BYTES <= end;
    if (hasEscapes) this.#openPlain(bytes, start, end);
    else elements.open(bytes, start, end);
    const first = elements.at;
    while (elements.at < elements.to) {
      const fault = this.#readMessage(target);
      if (fault !== null) {
        return new Fault(fault, { what: "SML", offset: elements.at - first + start - from });
      }
    }
    return null;
  }

  /** Opens a copy of messages that has every doubled escape once. */
  #openPlain(bytes: Uint8Array, start: number, end: number): void {
    if (this.#plain.length === 0) this.#plain = new Uint8Array(SML_BYTES_MAX);
    let length = 0;
    for (let from = start; from < end;) {
      const escape = escapeAt(bytes, from, end);
      const isFound = isDoubled(bytes, escape, end);
      const to = isFound ? escape + ESCAPE_BYTES : end;
      this.#plain.set(bytes.subarray(from, to), length);
      length += to - from;
      from = isFound ? to + ESCAPE_BYTES : end;
    }
    this.#elements.open(this.#plain, 0, length);
  }

  #readMessage(target: Target): "apdu-type" | "frame-checksum" | null {
    const elements = this.#elements;
    const from = elements.at;
    if (!elements.list(6)) return "apdu-type";
    for (let head = 0; head < 3; head++) if (!elements.skip()) return "apdu-type";
    if (!elements.list(2) || !elements.next()) return "apdu-type";
    const isList = elements.number() === GET_LIST_RESPONSE;
    if (!(isList ? this.#readList(target) : elements.skip())) return "apdu-type";
    const to = elements.at;
    if (!elements.next() || !elements.isNumber || elements.length > 2) return "apdu-type";
    // It is sent low byte first; a low byte of 0 may be left out as if it were the high one.
    const sent = elements.number();
    const checksum = (sent >> 8) | ((sent & 0xff) << 8);
    if (checksum !== crc16X25(elements.bytes, from, to)) {
      if (checksum !== crc16Kermit(elements.bytes, from, to)) return "frame-checksum";
    }
    return elements.next() && elements.isEnd ? null : "apdu-type";
  }

  #readList(target: Target): boolean {
    const { draft } = target;
    const elements = this.#elements;
    const values = this.#values;
    if (!elements.list(7) || !elements.skip() || !elements.octets()) return false;
    const id = this.#ids.recall(elements.bytes, elements.start, elements.at);
    if (id.text !== "") draft.offerText(TEXT.meterId, id.text, SERVER_ID_RANK);
    draft.vendor = id.vendor;
    values.begin(id);
    if (!elements.skip() || !this.#readTime(target)) return false;
    if (!elements.next() || elements.type !== LIST) return false;
    for (let owed = elements.length; owed > 0; owed--) {
      if (!values.read(draft)) return false;
    }
    values.end(draft);
    splitNet(draft, { isNet: true });
    return elements.skip() && elements.skip();
  }

  /** A time that is one number, as Holley sends it, counts seconds of operation. */
  #readTime(target: Target): boolean {
    const elements = this.#elements;
    if (!elements.next()) return false;
    if (elements.type !== LIST) return true;
    if (elements.length !== 2 || !elements.next()) return false;
    const choice = elements.number();
    if (choice === TIMESTAMP) return this.#readClock(target);
    if (choice !== LOCAL_TIMESTAMP) return elements.skip();
    return elements.list(3) && this.#readClock(target) && elements.skip() && elements.skip();
  }

  #readClock({ draft }: Target): boolean {
    if (!this.#elements.next()) return false;
    const seconds = this.#elements.number();
    if (seconds >= TIMESTAMP_MIN) draft.meterTimeMs = seconds * 1000;
    return true;
  }
}
