/**
 * The kinds of setting. Each takes a value from the settings file or a text from the environment or
 * the command line, and says in plain words what it wants when it gets something else.
 */
import { z } from "zod";

/** A text; surrounding blanks are cut off. */
export function text(options: { max: number; secret?: boolean }) {
  return z.preprocess(
    (value) => typeof value === "string" ? value.trim() : value,
    z.string("wants a text").max(options.max, `is longer than ${options.max} characters`),
  ).meta({ secret: options.secret ?? false });
}

/** A name that can be one level of an MQTT topic. */
export function name(options: { max: number }) {
  return text(options).refine(
    (value) => /^[^+#/\p{Cc}]+$/u.test(value),
    "wants a name without +, # and /",
  );
}

/** A whole number within bounds. */
export function whole(options: { min: number; max: number }) {
  const wanted = `wants a whole number from ${options.min} to ${options.max}`;
  return z.preprocess(
    numberFromText,
    z.int(wanted).min(options.min, wanted).max(options.max, wanted),
  );
}

/** A number within bounds. */
export function decimal(options: { min: number; max: number }) {
  const wanted = `wants a number from ${options.min} to ${options.max}`;
  return z.preprocess(
    numberFromText,
    z.number(wanted).min(options.min, wanted).max(options.max, wanted),
  );
}

/** A list of numbers within bounds; as text with commas between. */
export function numbers(options: { min: number; max: number; count: number }) {
  const wanted = `wants up to ${options.count} numbers from ${options.min} to ${options.max}`;
  return z.preprocess(
    (value) =>
      typeof value === "string"
        ? value.split(",").filter((part) => part.trim() !== "").map(numberFromText)
        : value,
    z.array(z.number(wanted).min(options.min, wanted).max(options.max, wanted), wanted)
      .max(options.count, wanted),
  );
}

/** Yes or no; as text `true`, `false`, `1`, `0`, `yes`, `no`, `on`, `off`. */
export function flag() {
  return z.preprocess((value) => {
    const word = typeof value === "string" ? value.trim().toLowerCase() : value;
    if (["true", "1", "yes", "on"].includes(String(word))) return true;
    if (["false", "0", "no", "off"].includes(String(word))) return false;
    return word;
  }, z.boolean("wants true or false"));
}

/** One of a fixed list of words. */
export function choice<const W extends readonly [string, ...string[]]>(words: W) {
  return z.preprocess(
    (value) => typeof value === "string" ? value.trim() : value,
    z.enum(words, `wants one of: ${words.join(", ")}`),
  );
}

/** An IANA zone name. */
export function zone() {
  return text({ max: 64 }).refine(isZone, "wants a time zone such as Europe/Oslo");
}

/** An AES-128 key as 32 hex digits; blanks, colons and a leading 0x are ignored; empty = none. */
export function key() {
  return z.preprocess(
    (value) => typeof value === "string" ? value.replace(/^0x|[\s:-]/gi, "").toUpperCase() : value,
    z.string("wants 32 hex digits").regex(
      /^(?:[0-9A-F]{32})?$/,
      "wants 32 hex digits (16 pairs)",
    ),
  ).meta({ secret: true });
}

/** `HOST:PORT` to listen on; the host may be left out (`:8080`) or be `[::]`. */
export function listenAddress() {
  return text({ max: 260 }).refine(
    (value) => parseListenAddress(value) !== null,
    "wants HOST:PORT, for example 0.0.0.0:8080",
  );
}

/** Splits a listen address; `null` when it is none. Port 0 lets the system choose. */
export function parseListenAddress(address: string): { hostname: string; port: number } | null {
  const match = /^(?:\[([0-9a-f:.]+)\]|([^:[\]\s]*)):(\d{1,5})$/i.exec(address);
  if (match === null || Number(match[3]) > 65_535) return null;
  return { hostname: match[1] ?? (match[2] || "0.0.0.0"), port: Number(match[3]) };
}

function numberFromText(value: unknown): unknown {
  if (typeof value !== "string") return value;
  const text = value.trim();
  return text === "" ? value : Number(text);
}

function isZone(name: string): boolean {
  try {
    Temporal.Now.zonedDateTimeISO(name);
    return true;
  } catch {
    return false;
  }
}
