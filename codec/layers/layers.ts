/**
 * The layers between a frame and its telegram (chapter 10 §4), in any order a meter likes: LLC
 * bytes, blocks, ciphers, until a data-notification or P1 text is left. P1 telegrams with a
 * ciphered body (§7.3) lose their cipher here as well.
 */
import { Fault } from "#model/fault.ts";
import { LLC, LLC_BYTES } from "../dlms/llc.ts";
import { bodyStart, P1_START } from "../framing/p1.ts";
import { hexNumber } from "../hex.ts";
import { TextMemory } from "../text_memory.ts";
import { Assembly } from "./assembly.ts";
import { BLOCK_TRANSFER, blockOf } from "./block_transfer.ts";
import {
  type CipherHeader,
  cipherHeader,
  type CipherKeys,
  cipherText,
  Decipherer,
} from "./cipher.ts";
import { ReplayGuard } from "./replay.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** What is left: a telegram, a part of one that goes on in another frame, or a fault. */
export type Found = "list" | "p1" | "part" | Fault;

export const CIPHERED = 0xdb;
export const DATA_NOTIFICATION = 0x0f;

/** What a meter may cipher (chapter 10 §6). */
const CLEAR_STARTS: readonly number[] = [
  DATA_NOTIFICATION,
  LLC,
  BLOCK_TRANSFER,
  P1_START,
  CIPHERED,
];
/** APDUs that are known and hold no list. */
const APDU_NAMES: ReadonlyMap<number, string> = new Map([
  [0x60, "AARQ"],
  [0x61, "AARE"],
  [0x81, "SNRM"],
  [0xc4, "get-response"],
]);

/** Layers of meters are four at most; a loop of layers in layers is no telegram. */
const DEPTH_MAX = 8;
/** Rubbish is not printable for that long. */
const TEXT_BYTES_TRIED = 32;
/** Telegrams with lower counters that make up a restarted meter; tags are hard to come by. */
const RECOVERY_VERIFIED = 10;
const RECOVERY_UNVERIFIED = 3;

/** Takes the layers off the telegrams of one meter, one after the other. */
export class Layers {
  /** What was left by `open`: `bytes[from..to)`. */
  bytes: Bytes = new Uint8Array(0);
  from = 0;
  to = 0;
  /** Whether a cipher was taken off, and whether a tag proves what was inside. */
  isCiphered = false;
  isAuthenticated = false;
  /** Latin-1 text of the system title; empty when there is none. */
  systemTitle = "";
  readonly #blocks: Assembly;
  readonly #decipherer: Decipherer;
  readonly #verified = new ReplayGuard(RECOVERY_VERIFIED);
  /** Its own, so that what nobody proved cannot lock out what is proved. */
  readonly #unverified = new ReplayGuard(RECOVERY_UNVERIFIED);
  readonly #titles = new TextMemory((raw) => raw);
  /** The header opened last, and its bytes. */
  #header: CipherHeader | null = null;
  #headerBytes: Bytes = this.bytes;

  /** @param lost Hears of every telegram in blocks that will not become whole. */
  constructor(keys: CipherKeys, lost: (fault: Fault) => void) {
    this.#decipherer = new Decipherer(keys);
    this.#blocks = new Assembly(lost);
  }

  /** Whether the cipher opened last carried a tag, be it verified or not. */
  get hasTag(): boolean {
    return this.#header !== null && this.#header.tagAt >= 0;
  }

  /** Whether a telegram in blocks has begun and not ended. */
  get isWaiting(): boolean {
    return this.#blocks.isOpen;
  }

  /** Gives up a telegram in blocks that waits for too long. */
  expire(atMs: number): void {
    this.#blocks.expire(atMs);
  }

  /** Gives up a telegram in blocks: there is nothing to wait for. */
  abandon(): void {
    this.#blocks.abandon("the end");
  }

  /** Takes the layers off `bytes[from..to)`, which came at `atMs`. */
  open(bytes: Bytes, from: number, to: number, atMs: number): Found {
    this.#clear(bytes, from, to);
    for (let depth = 0; depth < DEPTH_MAX; depth++) {
      if (this.from >= this.to) return new Fault("frame-truncated", { what: "no list" });
      switch (this.bytes[this.from]) {
        case DATA_NOTIFICATION:
          return "list";
        case P1_START:
          return "p1";
        case LLC:
          this.from += LLC_BYTES;
          break;
        case BLOCK_TRANSFER: {
          const found = this.#takeBlock(atMs);
          if (found !== null) return found;
          break;
        }
        case CIPHERED: {
          const fault = this.#decipher(this.from + 1);
          if (fault !== null) return fault;
          break;
        }
        default:
          return unknownApdu(this.bytes[this.from]!);
      }
    }
    return new Fault("apdu-type", { what: "layers in layers without end" });
  }

  /**
   * Opens the P1 telegram `bytes[from..to)` whose body is ciphered: what is left is its ident line
   * and the lines of the body.
   */
  openP1(bytes: Bytes, from: number, to: number): Found {
    this.#clear(bytes, from, to);
    const body = bodyStart(bytes, from, to);
    const fault = this.#decipher(body);
    if (fault !== null) return fault;
    if (!this.isAuthenticated && !isText(this.bytes, this.from, this.to)) {
      return new Fault("cipher-garbage", { what: "no text throughout" });
    }
    const head = body - from;
    const text = new Uint8Array(head + this.to - this.from);
    text.set(bytes.subarray(from, body));
    text.set(this.bytes.subarray(this.from, this.to), head);
    this.bytes = text;
    this.from = 0;
    this.to = text.length;
    return "p1";
  }

  /** The fault when the ciphered telegram, whose content held, is an old one. */
  replayFault(): Fault | null {
    const header = this.#header;
    if (header === null) return null;
    const guard = this.isAuthenticated ? this.#verified : this.#unverified;
    const highest = guard.judge(this.#headerBytes, header);
    if (highest < 0) return null;
    return new Fault("cipher-replay", {
      what: cipherText(this.#headerBytes, header),
      expected: `${highest} or more`,
      found: String(header.counter),
    });
  }

  #clear(bytes: Bytes, from: number, to: number): void {
    this.bytes = bytes;
    this.from = from;
    this.to = to;
    this.isCiphered = false;
    this.isAuthenticated = false;
    this.systemTitle = "";
    this.#header = null;
  }

  /** Goes on with the joined blocks when this is the last one. */
  #takeBlock(atMs: number): Found | null {
    const opened = blockOf(this.bytes, this.from, this.to);
    if (!opened.ok) return opened.fault;
    if (!this.#blocks.add({ ...opened.value, bytes: this.bytes, atMs })) return "part";
    this.bytes = this.#blocks.bytes;
    this.from = 0;
    this.to = this.#blocks.length;
    // A tag around the last block proves nothing of the others.
    this.isAuthenticated = false;
    return null;
  }

  /** Goes on with the content of the ciphered APDU whose system title's length is at `at`. */
  #decipher(at: number): Fault | null {
    const header = cipherHeader(this.bytes, at, this.to);
    if (!header.ok) return header.fault;
    const { titleAt, titleEnd } = header.value;
    this.#header = header.value;
    this.#headerBytes = this.bytes;
    this.systemTitle = this.#titles.recall(this.bytes, titleAt, titleEnd);
    const opened = this.#decipherer.open(this.bytes, header.value);
    if (!opened.ok) return opened.fault;
    this.isCiphered = true;
    this.bytes = opened.value.bytes;
    this.from = opened.value.from;
    this.to = opened.value.to;
    this.isAuthenticated ||= opened.value.authenticated;
    return this.isAuthenticated || this.#makesSense() ? null : new Fault("cipher-garbage", {
      what: cipherText(this.#headerBytes, header.value),
    });
  }

  /** Whether what was deciphered begins like something that a meter ciphers. */
  #makesSense(): boolean {
    const { bytes, from, to } = this;
    if (from < to && bytes[from] !== P1_START && CLEAR_STARTS.includes(bytes[from]!)) return true;
    return isText(bytes, from, Math.min(to, from + TEXT_BYTES_TRIED));
  }
}

/** Whether `bytes[from..to)` could be a part of a P1 telegram, or the padding behind it. */
export function isText(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const byte = bytes[at]!;
    const isBlank = byte === 0x0d || byte === 0x0a || byte === 0x00;
    if (!isBlank && (byte < 0x20 || byte > 0x7e)) return false;
  }
  return from < to;
}

function unknownApdu(tag: number): Fault {
  const found = hexNumber(tag);
  const name = APDU_NAMES.get(tag) ?? "unknown";
  return new Fault("apdu-type", { what: `APDU ${found}, ${name}`, expected: "0F", found });
}
