/**
 * Which speed and format a serial line has, when nobody says (chapter 10 §3.2): one setting after
 * the other is listened to until whole frames come. Pure: the time comes with every word, and
 * `searching_line.ts` opens the ports.
 *
 * A setting is left after 12 s without a frame, at once when the port counts parity errors. The
 * first frame ends this: silence says nothing against a setting that was right once (some meters
 * speak once an hour), so from then on only rubbish counts: 4 KiB without a frame between, over at
 * least 12 s. After the second frame the setting is found, and the rubbish must go on for 10 min
 * before the search begins anew. A setting that is remembered from an earlier run counts as found,
 * but gets 1 min.
 */
import type { SerialFormat } from "./stty.ts";

export type LineSetting = { readonly baud: number; readonly format: SerialFormat };

/** Bits per second, the commonest first. */
export const LINE_SPEEDS: readonly number[] = [2400, 9600, 115_200];

/**
 * What meters use, the commonest first. No UART of Linux can be told to invert its input, so an
 * inverted line is not searched for; it is what `trouble` is most likely about.
 */
export const LINE_SETTINGS: readonly LineSetting[] = [
  ...LINE_SPEEDS.map((baud) => ({ baud, format: "8E1" }) as const),
  ...LINE_SPEEDS.map((baud) => ({ baud, format: "8N1" }) as const),
  { baud: 9600, format: "7E1" },
  { baud: 115_200, format: "7E1" },
];

/** What was heard since the last time. */
export type Heard = {
  readonly byteCount: number;
  /** Whole frames whose checksums held. */
  readonly frameCount: number;
  readonly parityErrorCount: number;
};

const DWELL_MS = 12_000;
const RECALLED_MS = 60_000;
const FOUND_MS = 600_000;
const FRAMES_WANTED = 2;
/** More than one telegram, so that none is left in its middle. */
const RUBBISH_BYTES_MIN = 4096;
/** One may be the plug being pushed in. */
const PARITY_ERRORS_MAX = 3;
/** A plug that is pushed in makes a few. */
const SILENT_BYTES_MAX = 64;

/** `115200 8N1`. */
export function settingText({ baud, format }: LineSetting): string {
  return `${baud} ${format}`;
}

export class LineSearch {
  readonly #settings: readonly LineSetting[];
  #at = 0;
  #sinceMs = 0;
  #frameCount = 0;
  #parityErrorCount = 0;
  /** Bytes since the last frame, and when the first of them came. */
  #rubbishBytes = 0;
  #rubbishSinceMs = 0;
  /** How long rubbish must go on. */
  #patienceMs = DWELL_MS;
  #triedCount = 0;
  #cycleBytes = 0;
  #trouble: "silent" | "garbled" | null = null;

  /**
   * @param settings What to try, in this order and over and over; at least one.
   * @param recalled What `settingText` said when a setting was found, or `null`.
   */
  constructor(settings: readonly LineSetting[], recalled: string | null) {
    this.#settings = settings;
    const at = settings.findIndex((setting) => settingText(setting) === recalled);
    if (at < 0) return;
    this.#at = at;
    this.#frameCount = FRAMES_WANTED;
    this.#patienceMs = RECALLED_MS;
  }

  /** The setting to listen with. */
  get setting(): LineSetting {
    return this.#settings[this.#at]!;
  }

  get isFound(): boolean {
    return this.#frameCount >= FRAMES_WANTED;
  }

  /** Whether a frame has come with this setting. */
  get isLikely(): boolean {
    return this.#frameCount > 0;
  }

  /** What the last full turn through all settings brought, until a frame comes. */
  get trouble(): "silent" | "garbled" | null {
    return this.#trouble;
  }

  /** Says that the port was opened with the setting. */
  opened(atMs: number): void {
    this.#sinceMs = atMs;
  }

  /** Takes what was heard. True when the port must be opened anew, with another setting. */
  heard({ byteCount, frameCount, parityErrorCount }: Heard, atMs: number): boolean {
    if (frameCount > 0) {
      this.#frames(frameCount);
      return false;
    }
    if (this.#rubbishBytes === 0) this.#rubbishSinceMs = atMs;
    this.#rubbishBytes += byteCount;
    this.#cycleBytes += byteCount;
    this.#parityErrorCount += parityErrorCount;
    if (!this.#isWrong(atMs)) return false;
    this.next(atMs);
    return true;
  }

  /** Gives the setting up: nothing was heard with it, or the port does not know it. */
  next(atMs: number): void {
    this.#at = (this.#at + 1) % this.#settings.length;
    this.#frameCount = 0;
    this.#parityErrorCount = 0;
    this.#rubbishBytes = 0;
    this.#patienceMs = DWELL_MS;
    this.#sinceMs = atMs;
    if (++this.#triedCount < this.#settings.length) return;
    this.#trouble = this.#cycleBytes > SILENT_BYTES_MAX ? "garbled" : "silent";
    this.#triedCount = 0;
    this.#cycleBytes = 0;
  }

  #frames(count: number): void {
    this.#frameCount += count;
    this.#rubbishBytes = 0;
    this.#triedCount = 0;
    this.#cycleBytes = 0;
    this.#trouble = null;
    if (this.isFound) this.#patienceMs = FOUND_MS;
  }

  #isWrong(atMs: number): boolean {
    if (this.isLikely) {
      const goesOn = atMs - this.#rubbishSinceMs >= this.#patienceMs;
      return goesOn && this.#rubbishBytes >= RUBBISH_BYTES_MIN;
    }
    return atMs - this.#sinceMs >= DWELL_MS || this.#parityErrorCount > PARITY_ERRORS_MAX;
  }
}
