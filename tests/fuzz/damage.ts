/** Ways to damage a frame, each driven by a seeded generator so that a run can be repeated. */

export type Random = () => number;
type Damage = (bytes: number[], random: Random, donor: Uint8Array) => void;

const PLACES_OF_HEADERS = 40;
const STRETCH_MAX = 40;
const FLOOD_BYTES_MAX = 6000;
const DAMAGES_MAX = 4;

/** Lengths that no frame has, in one byte and in the long forms. */
const LENGTHS = [
  [0x00],
  [0x01],
  [0x7f],
  [0x80],
  [0xff],
  [0xff, 0xff],
  [0x82, 0xff, 0xff],
  [0x83, 0x7f, 0xff, 0xff],
  [0x84, 0xff, 0xff, 0xff, 0xff],
] as const;

/** How frames of all kinds begin. */
const STARTS = [
  [0x7e, 0xa0],
  [0x7e, 0xaf, 0xff],
  [0x68, 0xfa, 0xfa, 0x68],
  [0x68, 0x00, 0x00, 0x68],
  [0x2f, 0x4b, 0x41, 0x4d, 0x35, 0x0d, 0x0a],
  [0x2f],
  [0x02, 0x31, 0x2e, 0x38, 0x2e, 0x30, 0x28],
  [0x1b, 0x1b, 0x1b, 0x1b, 0x01, 0x01, 0x01, 0x01],
  [0x1b, 0x1b, 0x1b, 0x1b, 0x1a],
  [0x40, 0x3f, 0x10],
  [0xdb, 0x08, 0x4b, 0x41, 0x4d],
  [0xe0, 0x40, 0x00, 0x01],
  [0x0d, 0x0a, 0x21],
] as const;

const DAMAGES: readonly Damage[] = [
  function flipBit(bytes, random) {
    const at = place(bytes, random);
    bytes[at] = bytes[at]! ^ (1 << whole(random, 8));
  },
  function setByte(bytes, random) {
    bytes[place(bytes, random)] = whole(random, 256);
  },
  function drop(bytes, random) {
    bytes.splice(place(bytes, random), 1 + whole(random, 8));
  },
  function insert(bytes, random) {
    bytes.splice(place(bytes, random), 0, whole(random, 256));
  },
  function repeat(bytes, random) {
    const from = place(bytes, random);
    const stretch = bytes.slice(from, from + 1 + whole(random, STRETCH_MAX));
    bytes.splice(place(bytes, random), 0, ...stretch);
  },
  function move(bytes, random) {
    const stretch = bytes.splice(place(bytes, random), 1 + whole(random, STRETCH_MAX));
    bytes.splice(place(bytes, random), 0, ...stretch);
  },
  function cutEnd(bytes, random) {
    bytes.length = place(bytes, random);
  },
  function cutStart(bytes, random) {
    bytes.splice(0, place(bytes, random));
  },
  function attackLength(bytes, random) {
    const length = LENGTHS[whole(random, LENGTHS.length)]!;
    const at = whole(random, random() < 0.7 ? PLACES_OF_HEADERS : bytes.length);
    bytes.splice(at, random() < 0.5 ? length.length : 0, ...length);
  },
  function beginAnother(bytes, random) {
    bytes.splice(place(bytes, random), 0, ...STARTS[whole(random, STARTS.length)]!);
  },
  function splice(bytes, random, donor) {
    bytes.length = place(bytes, random);
    bytes.push(...donor.subarray(whole(random, donor.length)));
  },
  function transplant(bytes, random, donor) {
    const from = whole(random, donor.length);
    const stretch = donor.subarray(from, from + 1 + whole(random, STRETCH_MAX));
    bytes.splice(place(bytes, random), stretch.length, ...stretch);
  },
  function overwrite(bytes, random) {
    const from = place(bytes, random);
    bytes.fill(random() < 0.5 ? 0x00 : 0xff, from, from + 1 + whole(random, STRETCH_MAX));
  },
];

/** A copy with one to four damages; seldom with a flood of one beginning in front. */
export function damaged(frame: Uint8Array, donor: Uint8Array, random: Random): Uint8Array {
  const bytes = [...frame];
  for (let count = 1 + whole(random, DAMAGES_MAX); count > 0; count--) {
    DAMAGES[whole(random, DAMAGES.length)]!(bytes, random, donor);
  }
  return Uint8Array.from(random() < 0.002 ? [...flood(random), ...bytes] : bytes);
}

function flood(random: Random): number[] {
  const start = STARTS[whole(random, STARTS.length)]!;
  return Array.from(
    { length: whole(random, FLOOD_BYTES_MAX) },
    (_, at) => start[at % start.length]!,
  );
}

/** A place in the bytes, or 0. */
function place(bytes: readonly number[], random: Random): number {
  return whole(random, bytes.length);
}

export function whole(random: Random, below: number): number {
  return Math.floor(random() * below);
}
