/**
 * The whole way from the bytes of a line to readings, for one meter: framer, layers, layouts. Pure
 * and synchronous; what is handed out aliases no buffer.
 */
import { Fault } from "#model/fault.ts";
import type { MeterOptions } from "#model/meter.ts";
import { bad, type Outcome } from "#model/outcome.ts";
import type { DecodedReading } from "#model/reading.ts";
import { isLlc, isRepeatedLlc, LLC_BYTES } from "./dlms/llc.ts";
import { type Frame, Framer, type FrameSink } from "./framing/framer.ts";
import type { FrameKind } from "./framing/framing.ts";
import { informationEnd, informationStart, isSegmented } from "./framing/hdlc.ts";
import { dataEnd, dataStart, isLastPart, partNumber } from "./framing/mbus.ts";
import { isCiphered } from "./framing/p1.ts";
import type { Rubbish } from "./framing/rubbish.ts";
import { Assembly, type Part } from "./layers/assembly.ts";
import { TelegramReader } from "./telegram.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** What one frame said, or what was wrong with a stretch of bytes. */
export type Decoded = {
  /** Counted in bytes pushed into this decoder; the end is behind the last byte. */
  readonly startOffset: number;
  readonly endOffset: number;
  /** When the bytes arrived that completed it, ms UTC. */
  readonly atMs: number;
  readonly outcome: Outcome<DecodedReading>;
};

/**
 * Decodes what one line delivers, in chunks of any size.
 *
 * @example
 * ```ts
 * import { LineDecoder } from "#codec/line_decoder.ts";
 * import { NO_MULTIPLIERS } from "#model/meter.ts";
 * import { Zone } from "#model/zone.ts";
 *
 * const decoder = new LineDecoder({
 *   zone: new Zone("Europe/Oslo"),
 *   distributionSystem: 0,
 *   multipliers: NO_MULTIPLIERS,
 *   encryptionKey: null,
 *   authenticationKey: null,
 * });
 * const telegram = "/KAM5\r\n\r\n1-0:1.7.0(0001.453*kW)\r\n!\r\n";
 * for (const { outcome } of decoder.push(new TextEncoder().encode(telegram), 0)) {
 *   console.log(outcome.ok && outcome.value.importW); // 1453
 * }
 * ```
 */
export class LineDecoder {
  readonly #framer = new Framer();
  readonly #telegrams: TelegramReader;
  readonly #lost = (fault: Fault) => this.#lose(fault);
  /** HDLC segments and M-Bus parts: a line carries frames of one kind. */
  readonly #parts = new Assembly(this.#lost);
  readonly #sink: FrameSink = {
    frame: (frame) => this.#frame(frame),
    rubbish: (rubbish) => this.#rubbish(rubbish),
  };
  #decoded: Decoded[] = [];
  #atMs = 0;
  /** The frame that is being read. */
  #startOffset = 0;
  #endOffset = 0;
  /** The frames of a telegram that is not whole yet; −1 when there is none. */
  #partsStart = -1;
  #partsEnd = 0;
  #partsKind: FrameKind = "hdlc";

  constructor(options: MeterOptions) {
    this.#telegrams = new TelegramReader(options, this.#lost);
  }

  /** Offset of the first byte still needed; a decoder that starts there loses no frame. */
  get neededFrom(): number {
    return this.#partsStart < 0 ? this.#framer.neededFrom : this.#partsStart;
  }

  /** Takes a chunk; answers with what it completed, in the order of the line. */
  push(bytes: Uint8Array, atMs: number): Decoded[] {
    this.#decoded = [];
    this.#atMs = atMs;
    if (this.#partsStart >= 0) {
      this.#parts.expire(atMs);
      this.#telegrams.expire(atMs);
    }
    this.#framer.push(bytes, this.#sink);
    return this.#decoded;
  }

  /** The end of the input: reports what is left over. */
  flush(): Decoded[] {
    this.#decoded = [];
    this.#framer.flush(this.#sink);
    this.#parts.abandon("the end");
    this.#telegrams.abandon();
    return this.#decoded;
  }

  #frame(frame: Frame): void {
    this.#startOffset = frame.startOffset;
    this.#endOffset = frame.endOffset;
    const outcome = this.#read(frame);
    if (this.#parts.isOpen || this.#telegrams.isWaiting) {
      if (this.#partsStart < 0) this.#partsStart = frame.startOffset;
      this.#partsEnd = frame.endOffset;
    } else if (this.#partsStart >= 0) {
      this.#startOffset = this.#partsStart;
      this.#partsStart = -1;
    }
    if (outcome !== null) this.#tell(this.#startOffset, this.#endOffset, outcome);
  }

  /** `null` for a frame that carries nothing, or a part of a telegram only. */
  #read(frame: Frame): Outcome<DecodedReading> | null {
    const { kind, bytes, from, to } = frame;
    switch (kind) {
      case "p1":
      case "glo":
        return this.#readText(frame);
      case "sml":
        return this.#telegrams.readSml(bytes, from, to);
      case "iec":
        return this.#telegrams.readIec(bytes, from, to);
      case "kmp":
        return this.#telegrams.readKmp(bytes, from, to);
      case "mbus": {
        const number = partNumber(bytes, from);
        const isLast = isLastPart(bytes, from);
        const start = dataStart(from);
        const end = dataEnd(to);
        if (number === 0 && isLast) return this.#readWhole(bytes, start, end);
        return this.#readPart(kind, { bytes, from: start, to: end, number, isLast });
      }
      case "hdlc": {
        const start = informationStart(bytes, from, to);
        const end = informationEnd(to);
        if (start >= end) return null;
        // Segments have no numbers, but LLC bytes stand in front of every telegram.
        const next = this.#partsKind === kind ? this.#parts.next : 0;
        const isRepeated = next > 0 && isRepeatedLlc(bytes, start, end);
        const number = isLlc(bytes, start) && !isRepeated ? 0 : next;
        const isLast = !isSegmented(bytes, from);
        if (number === 0 && isLast) return this.#readWhole(bytes, start, end);
        const contentAt = isRepeated ? start + LLC_BYTES : start;
        return this.#readPart(kind, { bytes, from: contentAt, to: end, number, isLast });
      }
    }
  }

  /** Where no checksum counts, only the content shows whether a telegram is one. */
  #readText({ kind, bytes, from, to }: Frame): Outcome<DecodedReading> | null {
    const isBare = kind === "glo";
    const outcome = isBare
      ? this.#telegrams.readBare(bytes, from, to, this.#atMs)
      : this.#telegrams.read(bytes, from, to, this.#atMs);
    // Deciphered rubbish may look like a block, but none of these telegrams comes in blocks.
    if (outcome === null) this.#telegrams.abandon();
    const isRead = outcome !== null && outcome.ok;
    if (!isRead && (isBare || isCiphered(bytes, from, to))) this.#framer.refuse();
    return outcome;
  }

  #readWhole(bytes: Bytes, from: number, to: number): Outcome<DecodedReading> | null {
    this.#parts.abandon("a new telegram");
    return this.#telegrams.read(bytes, from, to, this.#atMs);
  }

  #readPart(kind: FrameKind, part: Omit<Part, "atMs">): Outcome<DecodedReading> | null {
    if (kind !== this.#partsKind) this.#parts.abandon("a part of another kind");
    this.#partsKind = kind;
    if (!this.#parts.add({ ...part, atMs: this.#atMs })) return null;
    return this.#telegrams.read(this.#parts.bytes, 0, this.#parts.length, this.#atMs);
  }

  #rubbish({ code, startOffset, endOffset, detail }: Rubbish): void {
    const fault = new Fault(code, { what: `${endOffset - startOffset} bytes`, ...detail });
    this.#tell(startOffset, endOffset, bad(fault));
  }

  /** A telegram in parts will not become whole. */
  #lose(fault: Fault): void {
    const isOpen = this.#partsStart >= 0;
    const startOffset = isOpen ? this.#partsStart : this.#startOffset;
    this.#tell(startOffset, isOpen ? this.#partsEnd : this.#endOffset, bad(fault));
    this.#partsStart = -1;
  }

  #tell(startOffset: number, endOffset: number, outcome: Outcome<DecodedReading>): void {
    this.#decoded.push({ startOffset, endOffset, atMs: this.#atMs, outcome });
  }
}

/**
 * Reads one APDU or inner P1 text as dumps hold them: without a frame, without a checksum, perhaps
 * padded with zeros.
 */
export function decodeApdu(bytes: Uint8Array, options: MeterOptions): Outcome<DecodedReading> {
  let lost = new Fault("frame-sequence");
  const reader = new TelegramReader(options, (fault) => lost = fault);
  const outcome = reader.read(new Uint8Array(bytes), 0, bytes.length, 0);
  if (outcome !== null) return outcome;
  reader.abandon();
  return bad(lost);
}
