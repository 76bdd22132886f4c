/** Where a meter's bytes come from, by the URL that the settings hold (chapter 00 §5). */
import { Fault } from "#model/fault.ts";
import { bad, good, type Outcome } from "#model/outcome.ts";
import type { Clock } from "#runtime/clock.ts";
import { serialSource } from "./linux/serial_tty.ts";
import { parseSerialFormat } from "./linux/stty.ts";
import { parseTcpAddress, tcpSource } from "./linux/tcp_source.ts";
import type { ByteSource } from "./ports.ts";
import { fileSource } from "./sim/file_source.ts";
import { simSource } from "./sim/sim_source.ts";
import { simulation } from "./sim/simulation.ts";

/** A URL in its parts, or the sentence on what is wrong with them. */
type Kind = {
  /** Names that may stand behind the `?`. */
  readonly parameters: readonly string[];
  readonly make: (parts: Parts, clock: Clock) => ByteSource | string;
};

type Parts = {
  readonly name: string;
  /** Between the scheme and the `?`. */
  readonly place: string;
  readonly words: Readonly<Record<string, string>>;
};

const KINDS: Readonly<Record<string, Kind>> = {
  serial: { parameters: ["baud", "format"], make: makeSerial },
  tcp: { parameters: [], make: makeTcp },
  file: { parameters: ["speed", "baud"], make: makeFile },
  sim: { parameters: ["speed", "seed", "phases", "zone"], make: makeSim },
  mqtt: { parameters: [], make: () => "sources from MQTT are not built yet" },
};

/** The pace of a capture when nobody says: the line most meters have. */
const BAUD = 2400;
const BAUD_MAX = 4_000_000;

/**
 * Makes a source without opening it. Fault `source-unknown`, with the part that is wrong.
 *
 * @example
 * ```ts
 * import { openSource } from "#drivers/sources.ts";
 * import { systemClock } from "#runtime/clock.ts";
 * const source = openSource("serial:/dev/ttyUSB0?baud=2400&format=8N1", systemClock);
 * console.log(source.ok); // true
 * ```
 */
export function openSource(url: string, clock: Clock): Outcome<ByteSource> {
  const { scheme, place, words } = splitUrl(url);
  const kind = Object.hasOwn(KINDS, scheme) ? KINDS[scheme] : undefined;
  if (kind === undefined) return unknown(url === "" ? "meter.source is empty" : url);
  const stray = Object.keys(words).find((name) => !kind.parameters.includes(name));
  if (stray !== undefined) {
    const known = kind.parameters.join(", ") || "nothing";
    return unknown(`${scheme}: knows ${known}, not ${stray}`);
  }
  const source = kind.make({ name: url, place, words }, clock);
  return typeof source === "string" ? unknown(source) : good(source);
}

/** The meter and household behind a `sim:` URL; `null` for every other source. */
export function simulatedMeter(url: string): ReturnType<typeof simulation> | null {
  const { scheme, place, words } = splitUrl(url);
  return scheme === "sim" ? simulation({ id: place, ...words }) : null;
}

function splitUrl(url: string) {
  const [, scheme = "", place = "", query = ""] = /^(\w+):([^?]*)\??(.*)$/.exec(url.trim()) ?? [];
  return { scheme, place, words: Object.fromEntries(new URLSearchParams(query)) };
}

function unknown(what: string): Outcome<ByteSource> {
  return bad(new Fault("source-unknown", { what }));
}

function makeSerial({ name, place, words }: Parts): ByteSource | string {
  const path = pathOf(place);
  if (!path.startsWith("/")) {
    return `serial: wants a path such as /dev/ttyUSB0, not ${path || "nothing"}`;
  }
  const baud = baudOf(words.baud === "auto" ? undefined : words.baud);
  if (baud === null) return `baud is a number such as 2400 or 115200, not ${words.baud}`;
  const format = parseSerialFormat(words.format ?? "8E1");
  if (format === null) {
    return `format is data bits, parity, stop bits as in 8E1, not ${words.format}`;
  }
  return serialSource({ name, path, baud, format });
}

function makeTcp({ name, place }: Parts, clock: Clock): ByteSource | string {
  const address = parseTcpAddress(place);
  if (address === null || address.port === 0) return `tcp: wants tcp://host:port, not ${name}`;
  return tcpSource({ name, ...address }, clock);
}

function makeFile({ name, place, words }: Parts, clock: Clock): ByteSource | string {
  const path = pathOf(place);
  const baud = baudOf(words.baud);
  const speed = Number(words.speed ?? 1);
  if (path === "") return "file: wants a path";
  if (baud === null) return `baud is a number such as 2400 or 115200, not ${words.baud}`;
  if (!(speed > 0)) return `speed is a number above 0, not ${words.speed}`;
  return fileSource({ name, path, baud, speed }, clock);
}

function makeSim({ name, place, words }: Parts, clock: Clock): ByteSource | string {
  const made = simulation({ id: place, ...words });
  return typeof made === "string" ? made : simSource({ name, ...made }, clock);
}

/** `///dev/ttyUSB0` and `/dev/ttyUSB0` mean the same. */
function pathOf(place: string): string {
  return place.replace(/^\/\/(?=\/)/, "");
}

function baudOf(word: string | undefined): number | null {
  const baud = Number(word ?? BAUD);
  return Number.isInteger(baud) && baud > 0 && baud <= BAUD_MAX ? baud : null;
}
