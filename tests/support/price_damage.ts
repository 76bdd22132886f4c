/** Ways to damage a reply of a price provider, each driven by a seeded generator. */

type Random = () => number;
type Damage = (text: string, random: Random) => string;

const NASTY = [
  ...["null", "NaN", "-", "1e999", "1e300", "-0", '""', '"', "{", "[", "]", "}", ",", ";", "\0"],
  ...["<", "</", ">", "&", "&lt;", "&#0;", "&x;", "<!DOCTYPE x [", "<![CDATA[", "<!--", "<?", "/>"],
  ...["__proto__", "constructor", "9".repeat(400), "\u{1F9E8}", "\ud800", "PT1Y", "A01", "EUR"],
  ...["2026-02-30T25:61:61Z", "9999-12-31T23:59:59Z", "0000-00-00", "-271821-04-20T00:00Z"],
];

const DAMAGES: readonly Damage[] = [
  function cut(text, random) {
    return text.slice(0, place(text, random));
  },
  function drop(text, random) {
    const at = place(text, random);
    return text.slice(0, at) + text.slice(at + 1 + whole(random, 40));
  },
  function setSign(text, random) {
    const at = place(text, random);
    return text.slice(0, at) + String.fromCharCode(whole(random, 300)) + text.slice(at + 1);
  },
  function insert(text, random) {
    const at = place(text, random);
    return text.slice(0, at) + NASTY[whole(random, NASTY.length)] + text.slice(at);
  },
  function repeat(text, random) {
    const at = place(text, random);
    const stretch = text.slice(at, at + 1 + whole(random, 600));
    return text.slice(0, at) + stretch.repeat(1 + whole(random, 4)) + text.slice(at);
  },
  function changeNumber(text, random) {
    return replaceOne(text, /-?\d+(\.\d+)?/g, () => numberText(random), random);
  },
  function changeText(text, random) {
    const other = NASTY[whole(random, NASTY.length)]!;
    return replaceOne(text, /"[^"]{0,40}"/g, () => JSON.stringify(other), random);
  },
  function changeName(text, random) {
    return replaceOne(text, /[A-Za-z_.]{3,}/g, (name) => name + "x", random);
  },
  function nest(text, random) {
    const at = place(text, random);
    const depth = whole(random, 3000);
    const [open, close] = text.startsWith("<") ? ["<a>", "</a>"] : ["[", "]"];
    return text.slice(0, at) + open!.repeat(depth) + close!.repeat(depth) + text.slice(at);
  },
  function swapLines(text, random) {
    const lines = text.split(/(?<=\n|},)/);
    const [a, b] = [whole(random, lines.length), whole(random, lines.length)];
    [lines[a], lines[b]] = [lines[b]!, lines[a]!];
    return lines.join("");
  },
];

const DAMAGES_MAX = 3;

/** A reply with one to three damages. */
export function damagedText(text: string, random: Random): string {
  let damaged = text;
  for (let count = 1 + whole(random, DAMAGES_MAX); count > 0; count--) {
    damaged = DAMAGES[whole(random, DAMAGES.length)]!(damaged, random);
  }
  return damaged;
}

/** Bytes with some of them changed, missing or too many. */
export function damagedBytes(bytes: Uint8Array, random: Random): Uint8Array {
  const damaged = [...bytes];
  for (let count = 1 + whole(random, DAMAGES_MAX); count > 0; count--) {
    const at = whole(random, damaged.length + 1);
    damaged.splice(at, whole(random, 5), ...new Array(whole(random, 5)).fill(whole(random, 256)));
  }
  return new Uint8Array(damaged);
}

function whole(random: Random, below: number): number {
  return Math.floor(random() * below);
}

function place(text: string, random: Random): number {
  return whole(random, text.length + 1);
}

function numberText(random: Random): string {
  const values = [0, -1, 1e9, -1e9, 99, 1.5, 2 ** 53, 1e22, random() * 1000, whole(random, 200)];
  return String(values[whole(random, values.length)]);
}

function replaceOne(
  text: string,
  pattern: RegExp,
  change: (found: string) => string,
  random: Random,
): string {
  const found = [...text.matchAll(pattern)];
  const match = found[whole(random, found.length)];
  if (match === undefined) return text;
  return text.slice(0, match.index) + change(match[0]) +
    text.slice(match.index + match[0].length);
}
