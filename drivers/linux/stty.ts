/**
 * Speed and format of a serial port, set by the `stty` program and read back: the kernel may accept
 * a setting without doing it, and a pseudo terminal never does parity (chapter 50 §0 trap 2).
 */
import { Fault } from "#model/fault.ts";

/** Data bits, parity, stop bits: `8E1`. */
export type SerialFormat = `${7 | 8}${"N" | "E" | "O"}${1 | 2}`;

/** Reads `8E1`, also in small letters; `null` when it is none. */
export function parseSerialFormat(text: string): SerialFormat | null {
  const format = text.toUpperCase();
  return /^[78][NEO][12]$/.test(format) ? format as SerialFormat : null;
}

/**
 * Sets a port to raw bytes at a speed and format. Reads then return what is there, or nothing after
 * 0.2 s (VMIN 0, VTIME 2), so that a read never outlives the port it waits on (50 §0 trap 1).
 *
 * @returns What the port did not take although it works otherwise: a pseudo terminal without
 * parity; `null` when all is as wanted. Throws `source-format` or `source-busy`.
 */
export async function setLine(
  path: string,
  { baud, format }: { baud: number; format: SerialFormat },
): Promise<string | null> {
  const wanted = formatFlags(format);
  const set = await stty(path, [String(baud), ...RAW, ...wanted]);
  if (/Device or resource busy/.test(set.errors)) throw new Fault("source-busy", { what: path });
  if (/invalid argument|Inappropriate ioctl/.test(set.errors)) {
    throw new Fault("source-format", { what: `${path} at ${baud} baud ${format}` });
  }
  const { output } = await stty(path, ["-a"]);
  const flags = new Set(output.split(/[\s;]+/));
  const refused = wanted.filter((flag) => !flags.has(flag));
  const isTimed = /min = 0; time = 2;/.test(output);
  if (isTimed && output.includes(`speed ${baud} baud`)) {
    if (refused.length === 0) return null;
    if (isPseudoTerminal(path)) return `${path} carries no ${format}: ${refused.join(" ")}`;
  }
  throw new Fault("source-format", {
    what: path,
    expected: `${baud} baud ${format}`,
    found: /speed \d+ baud/.exec(output)?.[0] ?? set.errors,
  });
}

/** No translation, no flow control, no modem lines; DTR stays as it is when the port is closed. */
const RAW = [
  ...["raw", "-echo", "clocal", "cread", "-hupcl", "-crtscts"],
  ...["min", "0", "time", "2"],
];

function formatFlags(format: SerialFormat): string[] {
  const [bits, parity, stops] = format;
  return [
    `cs${bits}`,
    parity === "N" ? "-parenb" : "parenb",
    parity === "O" ? "parodd" : "-parodd",
    stops === "2" ? "cstopb" : "-cstopb",
  ];
}

async function stty(path: string, args: readonly string[]) {
  const command = new Deno.Command("stty", {
    args: ["-F", path, ...args],
    env: { LC_ALL: "C" },
    stdin: "null",
  });
  try {
    const { stdout, stderr } = await command.output();
    const text = new TextDecoder();
    return { output: text.decode(stdout), errors: text.decode(stderr).trim() };
  } catch (cause) {
    throw new Fault("source-format", { what: "the program stty is missing (coreutils)", cause });
  }
}

function isPseudoTerminal(path: string): boolean {
  return Deno.realPathSync(path).startsWith("/dev/pts/");
}
