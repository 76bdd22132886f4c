/**
 * The whole way from the bytes of a line to readings, for one meter: framer, layers, layouts. Pure
 * and synchronous; what is handed out aliases no buffer.
 */
import { Fault } from "#model/fault.ts";
import type { MeterOptions } from "#model/meter.ts";
import { bad, type Outcome } from "#model/outcome.ts";
import type { DecodedReading } from "#model/reading.ts";
import { type Frame, Framer, type FrameSink, type Rubbish } from "./framing/framer.ts";
import { informationEnd, informationStart, isSegmented } from "./framing/hdlc.ts";
import { dataEnd, dataStart, isSinglePart } from "./framing/mbus.ts";
import { TelegramReader } from "./telegram.ts";

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
  readonly #sink: FrameSink = {
    frame: (frame) => this.#frame(frame),
    rubbish: (rubbish) => this.#rubbish(rubbish),
  };
  #decoded: Decoded[] = [];
  #atMs = 0;

  constructor(options: MeterOptions) {
    this.#telegrams = new TelegramReader(options);
  }

  /** Offset of the first byte still needed; a decoder that starts there loses no frame. */
  get neededFrom(): number {
    return this.#framer.neededFrom;
  }

  /** Takes a chunk; answers with what it completed, in the order of the line. */
  push(bytes: Uint8Array, atMs: number): Decoded[] {
    this.#decoded = [];
    this.#atMs = atMs;
    this.#framer.push(bytes, this.#sink);
    return this.#decoded;
  }

  /** The end of the input: reports what is left over. */
  flush(): Decoded[] {
    this.#decoded = [];
    this.#framer.flush(this.#sink);
    return this.#decoded;
  }

  #frame(frame: Frame): void {
    const outcome = this.#read(frame);
    if (outcome === null) return;
    const { startOffset, endOffset } = frame;
    this.#decoded.push({ startOffset, endOffset, atMs: this.#atMs, outcome });
  }

  /** `null` for a frame that carries nothing. */
  #read({ kind, bytes, from, to }: Frame): Outcome<DecodedReading> | null {
    if (kind === "p1") return this.#telegrams.read(bytes, from, to);
    if (kind === "mbus") {
      if (!isSinglePart(bytes, from)) return inParts();
      return this.#telegrams.read(bytes, dataStart(from), dataEnd(to));
    }
    const start = informationStart(bytes, from, to);
    const end = informationEnd(to);
    if (start >= end) return null;
    return isSegmented(bytes, from) ? inParts() : this.#telegrams.read(bytes, start, end);
  }

  #rubbish({ code, startOffset, endOffset }: Rubbish): void {
    const fault = new Fault(code, { what: `${endOffset - startOffset} bytes` });
    this.#decoded.push({ startOffset, endOffset, atMs: this.#atMs, outcome: bad(fault) });
  }
}

/**
 * Reads one APDU or inner P1 text as dumps hold them: without a frame, without a checksum, perhaps
 * padded with zeros.
 */
export function decodeApdu(bytes: Uint8Array, options: MeterOptions): Outcome<DecodedReading> {
  return new TelegramReader(options).read(new Uint8Array(bytes), 0, bytes.length);
}

function inParts(): Outcome<DecodedReading> {
  return bad(new Fault("meter-unknown", { what: "its telegrams come in several frames" }));
}
