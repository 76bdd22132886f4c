/**
 * `serial:/dev/ttyUSB0` without a speed: a line that finds its own (`line_search.ts`) and keeps it
 * over restarts. Whether a setting is right is judged by whole frames, not by readings, so that it
 * is found for an encrypted meter without its key too. As long as none has come with a setting its
 * bytes are held back: rubbish of a wrong speed is no fault of the meter.
 */
import { Framer, type FrameSink } from "#codec/framing/framer.ts";
import { Fault } from "#model/fault.ts";
import type { Clock } from "#runtime/clock.ts";
import type { ByteLine, Bytes, ByteSource, LineNote } from "../ports.ts";
import { LineSearch, type LineSetting, settingText } from "./line_search.ts";
import { ReadGuard } from "./read_guard.ts";
import type { SerialLine } from "./serial_tty.ts";
import type { SourceMemory } from "./source_memory.ts";

/** A port that can be opened with any setting. */
export type SearchOptions = {
  readonly name: string;
  readonly settings: readonly LineSetting[];
  readonly open: (setting: LineSetting) => Promise<SearchedLine>;
  readonly memory: SourceMemory;
};

/** What the search wants of an open port. */
export type SearchedLine = Pick<SerialLine, "read" | "close" | "warning" | "parityErrors">;

/** Frames are shorter, save the longest of P1. */
const HELD_BYTES_MAX = 16_384;
const NOTHING: Bytes = new Uint8Array(0);

/** A source whose search goes on where it was when the port is opened again. */
export function searchingSource(options: SearchOptions, clock: Clock): ByteSource {
  const { name, settings, memory } = options;
  const search = new LineSearch(settings, memory.recall(name));
  return {
    name,
    async open() {
      const line = new SearchingLine(search, options, clock);
      await line.tune();
      return line;
    },
  };
}

class SearchingLine implements ByteLine {
  readonly #search: LineSearch;
  readonly #options: SearchOptions;
  #line: SearchedLine | null = null;
  #framer = new Framer();
  #frameCount = 0;
  #held: Bytes[] = [];
  readonly #guard = new ReadGuard();
  note: LineNote | null = null;
  readonly #sink: FrameSink = {
    frame: () => {
      this.#frameCount++;
    },
    rubbish: () => {},
  };

  constructor(search: LineSearch, options: SearchOptions, readonly clock: Clock) {
    this.#search = search;
    this.#options = options;
  }

  get warning(): string | null {
    return this.#line?.warning ?? null;
  }

  /** Opens the port with the setting of the search; passes over settings the port does not know. */
  async tune(): Promise<void> {
    await this.#line?.close();
    this.#line = null;
    this.#framer = new Framer();
    this.#held = [];
    this.#line = await this.#open();
    this.#search.opened(this.clock.monotonicMs());
    this.#tell();
  }

  read(): Promise<Bytes> {
    return this.#guard.begun(this.#read());
  }

  close(): Promise<void> {
    return this.#guard.close(async () => await this.#line?.close());
  }

  async #read(): Promise<Bytes> {
    if (this.#line === null && !this.#guard.isClosed) await this.tune();
    const line = this.#line;
    if (line === null) return NOTHING;
    const bytes = await line.read();
    const { isFound, isLikely } = this.#search;
    this.#frameCount = 0;
    this.#framer.push(bytes, this.#sink);
    const heard = {
      byteCount: bytes.length,
      frameCount: this.#frameCount,
      parityErrorCount: isFound ? 0 : line.parityErrors(),
    };
    if (this.#search.heard(heard, this.clock.monotonicMs())) {
      this.#line = null;
      await line.close();
      this.#tell();
      return NOTHING;
    }
    if (!isFound && this.#search.isFound) this.#keep();
    if (isLikely !== this.#search.isLikely) this.#tell();
    return this.#passed(bytes);
  }

  /** What goes on to the decoder: nothing before the first frame, then all at once. */
  #passed(bytes: Bytes): Bytes {
    if (this.#search.isLikely && this.#held.length === 0) return bytes;
    if (bytes.length > 0) this.#held.push(bytes);
    let length = this.#held.reduce((sum, held) => sum + held.length, 0);
    if (!this.#search.isLikely) {
      while (length > HELD_BYTES_MAX) length -= this.#held.shift()!.length;
      return NOTHING;
    }
    const all = new Uint8Array(length);
    for (let at = 0; this.#held.length > 0;) {
      const held = this.#held.shift()!;
      all.set(held, at);
      at += held.length;
    }
    return all;
  }

  async #open(): Promise<SearchedLine> {
    const { settings, open } = this.#options;
    for (let refused = 1;; refused++) {
      try {
        return await open(this.#search.setting);
      } catch (thrown) {
        const isRefused = thrown instanceof Fault && thrown.code === "source-format";
        if (!isRefused || refused === settings.length) throw thrown;
        this.#search.next(this.clock.monotonicMs());
      }
    }
  }

  #keep(): void {
    const { memory, name } = this.#options;
    memory.keep(name, settingText(this.#search.setting));
    this.#tell();
  }

  #tell(): void {
    const { isFound, isLikely, setting, trouble } = this.#search;
    const text = settingText(setting);
    if (isFound || isLikely) {
      const found = isFound ? "Listening to" : "First telegram from";
      const words = `${found} ${this.#options.name} at ${text}`;
      this.note = { state: "ok", text: words, fault: null };
      return;
    }
    const fault = trouble === null ? null : new Fault(`source-${trouble}`);
    this.note = { state: fault === null ? "waiting" : "fault", text: `Trying ${text} …`, fault };
  }
}
