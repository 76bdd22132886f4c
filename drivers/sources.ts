/** Where a meter's bytes come from, by the URL that the settings hold (chapter 00 §5). */
import { Fault } from "#model/fault.ts";
import { bad, good, type Outcome } from "#model/outcome.ts";
import type { Clock } from "#runtime/clock.ts";
import type { EdgeInput } from "./linux/edge_lines.ts";
import { iecSource } from "./linux/iec_source.ts";
import { kmpSource } from "./linux/kmp_source.ts";
import { LINE_SETTINGS, LINE_SPEEDS, type LineSetting } from "./linux/line_search.ts";
import { pulseSource } from "./linux/pulse_source.ts";
import { searchingSource } from "./linux/searching_line.ts";
import { openSerial, serialSource } from "./linux/serial_tty.ts";
import { NO_MEMORY, type SourceMemory } from "./linux/source_memory.ts";
import { parseSerialFormat } from "./linux/stty.ts";
import { parseTcpAddress, tcpSource } from "./linux/tcp_source.ts";
import { mqttSource } from "./mqtt_source.ts";
import type { ByteSource } from "./ports.ts";
import { fileSource } from "./sim/file_source.ts";
import { simSource } from "./sim/sim_source.ts";
import { simulation } from "./sim/simulation.ts";

/** What sources need of the house. */
export type World = {
  readonly clock: Clock;
  /** Where a serial line keeps the speed it found; without it every start searches. */
  readonly memory?: SourceMemory;
};

type Kind = {
  /** Names that may stand behind the `?`. */
  readonly parameters: readonly string[];
  /** The source, or the sentence on what is wrong with its URL. */
  readonly make: (parts: Parts, world: World) => ByteSource | string;
};

/** A URL in its parts. */
type Parts = {
  /** The URL as it may be shown: without login and keys. */
  readonly name: string;
  /** `user:password`, or empty. */
  readonly login: string;
  /** Between the scheme and the `?`. */
  readonly place: string;
  readonly words: Readonly<Record<string, string>>;
};

const KINDS: Readonly<Record<string, Kind>> = {
  serial: { parameters: ["baud", "format"], make: makeSerial },
  tcp: { parameters: [], make: makeTcp },
  mqtt: { parameters: [], make: makeMqtt },
  mqtts: { parameters: ["ca"], make: makeMqtt },
  kmp: { parameters: ["everyS", "baud", "format"], make: makeKmp },
  iec: { parameters: ["everyS"], make: makeIec },
  pulse: { parameters: ["perKwh", "startKwh", "bias"], make: makePulse },
  file: { parameters: ["speed", "baud"], make: makeFile },
  sim: { parameters: ["speed", "seed", "phases", "zone", "key", "authKey"], make: makeSim },
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
 * const url = "serial:/dev/ttyUSB0?baud=2400&format=8N1";
 * console.log(openSource(url, { clock: systemClock }).ok); // true
 * ```
 */
export function openSource(url: string, world: World): Outcome<ByteSource> {
  const { plain, login } = splitLogin(url.trim());
  const { scheme, place, words } = splitUrl(plain);
  const name = plain.replaceAll(/(key=)[^&]*/gi, "$1…");
  const kind = Object.hasOwn(KINDS, scheme) ? KINDS[scheme] : undefined;
  if (kind === undefined) return unknown(name === "" ? "meter.source is empty" : name);
  const stray = Object.keys(words).find((word) => !kind.parameters.includes(word));
  if (stray !== undefined) {
    const known = kind.parameters.join(", ") || "nothing";
    return unknown(`${scheme}: knows ${known}, not ${stray}`);
  }
  const source = kind.make({ name, login, place, words }, world);
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

/**
 * Takes `user:password@` out of a URL, so that it is shown nowhere. A password may hold any sign as
 * it is, even an `@`.
 */
function splitLogin(url: string): { plain: string; login: string } {
  const [, scheme, login, rest] = /^(\w+:\/\/)(?!\/)(.*)@(.*)$/.exec(url) ?? [];
  return login === undefined ? { plain: url, login: "" } : { plain: `${scheme}${rest}`, login };
}

function unknown(what: string): Outcome<ByteSource> {
  return bad(new Fault("source-unknown", { what }));
}

function makeSerial({ name, place, words }: Parts, world: World): ByteSource | string {
  const path = devicePath("serial", place);
  if (!path.startsWith("/")) return path;
  const isSearched = words.baud === undefined || words.baud === "auto";
  const baud = baudOf(isSearched ? undefined : words.baud);
  if (baud === null) return noBaud(words.baud);
  const format = parseSerialFormat(words.format ?? "8E1");
  if (format === null) return noFormat(words.format);
  if (!isSearched) return serialSource({ name, path, baud, format });
  const settings = words.format === undefined
    ? LINE_SETTINGS
    : LINE_SPEEDS.map((baud) => ({ baud, format }));
  const { clock, memory = NO_MEMORY } = world;
  const open = (setting: LineSetting) => openSerial({ path, ...setting });
  return searchingSource({ name, settings, open, memory }, clock);
}

function makeKmp({ name, place, words }: Parts, { clock }: World): ByteSource | string {
  const path = devicePath("kmp", place);
  if (!path.startsWith("/")) return path;
  const baud = baudOf(words.baud ?? "9600");
  if (baud === null) return noBaud(words.baud);
  const format = parseSerialFormat(words.format ?? "8N2");
  if (format === null) return noFormat(words.format);
  const everyMs = everyMsOf(words.everyS ?? "10");
  if (everyMs === null) return noRhythm(words.everyS);
  const open = () => openSerial({ path, baud, format });
  return kmpSource({ name, everyMs, open }, clock);
}

function makeIec({ name, place, words }: Parts, { clock }: World): ByteSource | string {
  const path = devicePath("iec", place);
  if (!path.startsWith("/")) return path;
  const everyMs = everyMsOf(words.everyS ?? "30");
  if (everyMs === null) return noRhythm(words.everyS);
  const open = (setting: LineSetting) => openSerial({ path, ...setting });
  return iecSource({ name, everyMs, open }, clock);
}

function makePulse({ name, place, words }: Parts, { clock }: World): ByteSource | string {
  const input = edgeInput(place, words.bias);
  if (typeof input === "string") return input;
  const perKwh = Number(words.perKwh);
  if (!(perKwh > 0 && perKwh <= 100_000)) {
    return `perKwh is the number of pulses per kWh on the meter, not ${words.perKwh ?? "nothing"}`;
  }
  const startKwh = Number(words.startKwh ?? 0);
  if (!(startKwh >= 0 && startKwh < 1e9)) {
    return `startKwh is what the meter showed at the start, not ${words.startKwh}`;
  }
  return pulseSource({ name, input, perKwh, startWh: startKwh * 1000 }, clock);
}

function edgeInput(place: string, bias: string | undefined): EdgeInput | string {
  const path = pathOf(place);
  if (path.startsWith("/")) return { path };
  const [, chip, line] = /^([\w-]+)\/(\d+)$/.exec(place) ?? [];
  if (chip === undefined || line === undefined) {
    return `pulse: wants a pin such as gpiochip0/17 or a path, not ${place || "nothing"}`;
  }
  if (bias !== undefined && bias !== "pull-up" && bias !== "pull-down") {
    return `bias is pull-up or pull-down, not ${bias}`;
  }
  return { chip, line: Number(line), bias: bias ?? null };
}

function makeMqtt({ name, login, place, words }: Parts, { clock }: World): ByteSource | string {
  const [, host, port, topic] = /^\/\/([^:/[\]\s]+|\[[0-9a-f:.]+\])(?::(\d{1,5}))?\/(.+)$/i
    .exec(place) ?? [];
  if (host === undefined || topic === undefined || Number(port) > 65_535) {
    return `mqtt: wants mqtt://broker/topic, not ${name}`;
  }
  const scheme = name.startsWith("mqtts:") ? "mqtts" : "mqtt";
  const [user = "", ...password] = login.split(":");
  return mqttSource({
    name,
    broker: `${scheme}://${host}:${port ?? (scheme === "mqtts" ? 8883 : 1883)}`,
    topic: decoded(topic),
    user: decoded(user),
    password: decoded(password.join(":")),
    authority: words.ca ?? null,
  }, clock);
}

function makeTcp({ name, place }: Parts, { clock }: World): ByteSource | string {
  const address = parseTcpAddress(place);
  if (address === null || address.port === 0) return `tcp: wants tcp://host:port, not ${name}`;
  return tcpSource({ name, ...address }, clock);
}

function makeFile({ name, place, words }: Parts, { clock }: World): ByteSource | string {
  const path = pathOf(place);
  const baud = baudOf(words.baud);
  const speed = Number(words.speed ?? 1);
  if (path === "") return "file: wants a path";
  if (baud === null) return noBaud(words.baud);
  if (!(speed > 0)) return `speed is a number above 0, not ${words.speed}`;
  return fileSource({ name, path, baud, speed }, clock);
}

function makeSim({ name, place, words }: Parts, { clock }: World): ByteSource | string {
  const made = simulation({ id: place, ...words });
  return typeof made === "string" ? made : simSource({ name, ...made }, clock);
}

/** The path of a serial port; else the sentence on what is wrong, which never begins with `/`. */
function devicePath(scheme: string, place: string): string {
  const path = pathOf(place);
  if (path.startsWith("/")) return path;
  return `${scheme}: wants a path such as /dev/ttyUSB0, not ${path || "nothing"}`;
}

/** `///dev/ttyUSB0` and `/dev/ttyUSB0` mean the same. */
function pathOf(place: string): string {
  return place.replace(/^\/\/(?=\/)/, "");
}

function baudOf(word: string | undefined): number | null {
  const baud = Number(word ?? BAUD);
  return Number.isInteger(baud) && baud > 0 && baud <= BAUD_MAX ? baud : null;
}

function everyMsOf(word: string): number | null {
  const everyS = Number(word);
  return everyS >= 1 && everyS <= 3600 ? everyS * 1000 : null;
}

function noRhythm(word: string | undefined): string {
  return `everyS is a number of seconds from 1 to 3600, not ${word}`;
}

function noBaud(word: string | undefined): string {
  return `baud is a number such as 2400 or 115200, not ${word}`;
}

function noFormat(word: string | undefined): string {
  return `format is data bits, parity, stop bits as in 8E1, not ${word}`;
}

/** `%40` as `@`; a text with a `%` that is none of these is taken as it is. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
