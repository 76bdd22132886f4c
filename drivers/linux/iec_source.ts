/**
 * `iec:/dev/ttyUSB0?everyS=30`: a meter with an optical head that must be asked (IEC 62056-21 modes
 * A to C): a call at 300 baud, the meter's name and speed, and its read-out at that speed. Only
 * whole read-outs are handed on.
 */
import { IEC_BYTES_MAX, iecAt, STX } from "#codec/framing/iec.ts";
import {
  IEC_START,
  iecAcknowledge,
  type IecOffer,
  iecOffer,
  iecRequest,
} from "#codec/iec/handshake.ts";
import { Fault } from "#model/fault.ts";
import type { Clock } from "#runtime/clock.ts";
import type { ByteLine, Bytes, ByteSource, LineNote } from "../ports.ts";
import type { AskedLine } from "./kmp_source.ts";
import type { LineSetting } from "./line_search.ts";
import { ReadGuard } from "./read_guard.ts";
import { Rhythm } from "./rhythm.ts";

export type IecOptions = {
  readonly name: string;
  /** From the start of one read-out to the start of the next. */
  readonly everyMs: number;
  readonly open: (setting: LineSetting) => Promise<AskedLine>;
};

const TRIES_MAX = 3;
/** A meter names itself within 1.5 s, in a line that takes a second or two at 300 baud. */
const NAME_MS_MAX = 4_000;
const NAME_BYTES_MAX = 256;
/** No meter pauses longer inside its read-out (IEC 62056-21 §6.5). */
const SILENCE_MS_MAX = 2_000;
const LF = 0x0a;
const NOTHING: Bytes = new Uint8Array(0);

/**
 * A source that asks. Reading throws `source-unanswered` when three calls in a row gave no whole
 * read-out.
 */
export function iecSource(options: IecOptions, clock: Clock): ByteSource {
  return {
    name: options.name,
    async open() {
      const line = new IecLine(options, clock);
      await line.tune(IEC_START);
      return line;
    },
  };
}

class IecLine implements ByteLine {
  readonly #options: IecOptions;
  readonly #rhythm: Rhythm;
  readonly #guard = new ReadGuard();
  #line: AskedLine | null = null;
  #baud = 0;
  note: LineNote;

  constructor(options: IecOptions, readonly clock: Clock) {
    this.#options = options;
    this.#rhythm = new Rhythm(options.everyMs, clock);
    this.note = { state: "waiting", text: `Calling ${options.name}`, fault: null };
  }

  read(): Promise<Bytes> {
    return this.#guard.begun(this.#read());
  }

  close(): Promise<void> {
    return this.#guard.close(async () => await this.#line?.close());
  }

  /** Changes the speed; the port is opened anew. */
  async tune(setting: LineSetting): Promise<void> {
    if (this.#baud === setting.baud) return;
    await this.#line?.close();
    this.#line = null;
    this.#baud = 0;
    this.#line = await this.#options.open(setting);
    this.#baud = setting.baud;
  }

  async #read(): Promise<Bytes> {
    if (!await this.#rhythm.begins()) return NOTHING;
    for (let count = 0; count < TRIES_MAX && !this.#guard.isClosed; count++) {
      const readOut = await this.#call();
      if (readOut !== null) return readOut;
    }
    if (this.#guard.isClosed) return NOTHING;
    throw new Fault("source-unanswered", { what: this.#options.name });
  }

  async #call(): Promise<Bytes | null> {
    await this.tune(IEC_START);
    await this.#line!.write(iecRequest());
    const named = await this.#hear({ silenceMs: NAME_MS_MAX, bytesMax: NAME_BYTES_MAX }, nameIn);
    if (named === null) return null;
    const { offer, name, rest } = named;
    const acknowledge = iecAcknowledge(offer);
    // The port is not opened anew before the last bit was sent, which stty waits for.
    if (acknowledge !== null) await this.#line!.write(acknowledge);
    await this.tune({ baud: offer.baud, format: IEC_START.format });
    const readOut = await this.#hear(
      { silenceMs: SILENCE_MS_MAX, bytesMax: IEC_BYTES_MAX, before: rest },
      (bytes) => readOutIn(name, bytes),
    );
    if (readOut !== null) this.#tell(offer);
    return readOut;
  }

  /** Listens until something is found in what was heard, or nothing more comes. */
  async #hear<T>(
    { silenceMs, bytesMax, before = NOTHING }: {
      silenceMs: number;
      bytesMax: number;
      before?: Bytes;
    },
    find: (bytes: Bytes) => T | null,
  ): Promise<T | null> {
    let heard = before;
    let endMs = this.clock.monotonicMs() + silenceMs;
    while (this.clock.monotonicMs() < endMs && heard.length < bytesMax && !this.#guard.isClosed) {
      const bytes = await this.#line!.read();
      if (bytes.length === 0) continue;
      endMs = this.clock.monotonicMs() + silenceMs;
      heard = joined(heard, bytes);
      const found = find(heard);
      if (found !== null) return found;
    }
    return null;
  }

  #tell({ mode, baud }: IecOffer): void {
    const { name, everyMs } = this.#options;
    const text = `Asking ${name} every ${everyMs / 1000} s, mode ${mode} at ${baud} baud`;
    if (this.note.text !== text) this.note = { state: "ok", text, fault: null };
  }
}

/** The line by which the meter names itself, past the echo of the call, and what follows it. */
function nameIn(bytes: Bytes): { offer: IecOffer; name: Bytes; rest: Bytes } | null {
  for (let from = 0, to = 0; (to = bytes.indexOf(LF, from) + 1) > 0; from = to) {
    const offer = iecOffer(String.fromCharCode(...bytes.subarray(from, to)));
    if (offer !== null) return { offer, name: bytes.slice(from, to), rest: bytes.slice(to) };
  }
  return null;
}

/** The read-out under the name of its meter, once it is whole. */
function readOutIn(name: Bytes, bytes: Bytes): Bytes | null {
  const start = bytes.indexOf(STX);
  if (start < 0) return null;
  const all = joined(name, bytes.subarray(start));
  const length = iecAt(all, 0, all.length);
  return length > 0 ? all.slice(0, length) : null;
}

function joined(before: Bytes, bytes: Bytes): Bytes {
  const all = new Uint8Array(before.length + bytes.length);
  all.set(before);
  all.set(bytes, before.length);
  return all;
}
