/**
 * What `decode` prints: a line of JSON for programs, and for people the slide of the microscope in
 * columns: where a piece begins, its bytes, what it is, and the field of the reading it became.
 */
import type { Piece } from "#codec/microscope/piece.ts";
import type { Content, KeyUse, Slide, Specimen } from "#codec/microscope/slide.ts";
import type { Fault, FaultView } from "#model/fault.ts";
import type { Outcome } from "#model/outcome.ts";
import type { DecodedReading } from "#model/reading.ts";
import { wrapped } from "./wrap.ts";

/** One frame's reading, or what is wrong with a stretch of a file. */
export type Finding = {
  /** As the command line named it. */
  readonly file: string;
  /** Where it begins, bytes. */
  readonly offset: number;
  readonly outcome: Outcome<DecodedReading>;
};

const OFFSET_WIDTH = 7;
const HEX_BYTES = 8;
const RAW_WIDTH = 3 * HEX_BYTES;
const WORDS_AT = OFFSET_WIDTH + 2 + RAW_WIDTH + 1;
const CODE_WIDTH = 12;
const NAME_WIDTH = 18;
/** A line of a text telegram; of a long one only the beginning is there. */
const TEXT_LINE = /^([ -~]{4,})(?:\r?\n)?$/;
/** Of other checks only a failure is worth a word. */
const JUDGED = /check|tag/;

/** Names of numbers end in their unit; only energies may have a tariff behind. */
const UNITS: readonly [ending: RegExp, unit: string][] = [
  [/Varh$/, "varh"],
  [/Wh(T\d)?$/, "Wh"],
  [/Var$/, "var"],
  [/W$/, "W"],
  [/V$/, "V"],
  [/A$/, "A"],
];

/** The contract of chapter 00 §5. */
export function decodedJson({ file, offset, outcome }: Finding): string {
  return JSON.stringify(
    outcome.ok
      ? { file, offset, outcome: "reading", reading: outcome.value }
      : { file, offset, outcome: "fault", fault: outcome.fault.view() },
  );
}

/** A file in which nothing can be looked at. */
export function faultText(file: string, fault: Fault): string {
  return [`${file}:`, ...faultRows(fault.view())].join("\n");
}

/** A paragraph for each frame and each stretch between frames. */
export function slideText(file: string, { specimens, more }: Slide): string[] {
  const faults = Object.entries(more.faults).map(([code, count]) => `${code} ${count} times`);
  const rest = [...(more.readings === 0 ? [] : [`${more.readings} readings`]), ...faults];
  return [
    ...specimens.map((specimen) => specimenText(file, specimen)),
    ...(rest.length === 0 ? [] : [`${file}, and more that is not shown: ${rest.join(", ")}\n`]),
  ];
}

function specimenText(file: string, specimen: Specimen): string {
  const { from, to, pieces, contents, key } = specimen;
  return [
    `${file}, bytes ${from} to ${to - 1}: ${titleOf(specimen)}`,
    ...pieces.flatMap((piece) => rows(piece, 0)),
    ...contents.flatMap((content) => [
      "",
      contentTitle(content),
      ...content.pieces.flatMap((piece) => rows(piece, 0)),
    ]),
    ...(key === null ? [] : ["", ...wrapped(keyWords(key), 2)]),
    "",
    ...resultRows(specimen),
  ].join("\n");
}

function titleOf({ isTrusted, reading, fault, layout }: Specimen): string {
  if (reading !== null) {
    return `a reading of list type ${reading.listType}${
      layout === null ? "" : `, layout ${layout}`
    }`;
  }
  if (fault !== null) return `no reading (${fault.code})${isTrusted ? "" : ", not trusted"}`;
  return isTrusted ? "no reading of its own" : "nothing that counts";
}

function contentTitle({ partCount, byteCount, isTrusted }: Content): string {
  const origin = partCount === 0 ? "Deciphered" : `Joined from ${partCount} parts`;
  const trust = isTrusted ? "" : ", not trusted";
  return `  ${origin}: ${byteCount} bytes, counted from 0${trust}`;
}

const ENCRYPTION_WORDS: Readonly<Record<KeyUse["encryption"], string>> = {
  missing: "no encryption key is set",
  fits: "the encryption key fits",
  garbage: "the encryption key does not fit",
};
const TAG_WORDS: Readonly<Record<KeyUse["tag"], string>> = {
  none: "",
  verified: ", the authentication tag is verified",
  unverified: ", the authentication tag is not verified",
  wrong: ", but the authentication tag does not fit the keys",
};

function keyWords({ title, encryption, tag }: KeyUse): string {
  const meter = title === "" ? "Key" : `Key of ${title}`;
  return `${meter}: ${ENCRYPTION_WORDS[encryption]}${encryption === "fits" ? TAG_WORDS[tag] : ""}`;
}

function resultRows({ reading, fault }: Specimen): string[] {
  const fields = Object.entries(reading ?? {}).flatMap(([name, value]) =>
    Array.isArray(value)
      ? value.map((entry, index) => fieldRow(`${name}[${index}]`, entryWords(entry)))
      : [fieldRow(name, `${value}${typeof value === "number" ? unitOf(name) : ""}`)]
  );
  return [
    ...(fields.length === 0 ? [] : [...fields, ""]),
    ...(fault === null ? [] : faultRows(fault)),
  ];
}

function fieldRow(name: string, words: string): string {
  return `  ${name.padEnd(NAME_WIDTH)}${words}`;
}

function entryWords(entry: object): string {
  return Object.entries(entry).map(([key, value]) => `${key} ${value}`).join(", ");
}

function faultRows({ code, message, hint }: FaultView): string[] {
  return [...wrapped(`Rejected: ${message} (${code})`, 2), ...wrapped(hint, 2), ""];
}

/** A layer has a heading; an object is one row, whatever it is made of. */
function rows(piece: Piece, depth: number): string[] {
  switch (piece.kind) {
    case "layer":
      return [`  ${"  ".repeat(depth)}${piece.name}`, ...inner(piece, depth + 1)];
    case "group":
      return inner(piece, depth);
    case "object":
      return row(piece, valueOf(piece), `${piece.name.padEnd(CODE_WIDTH)} ${piece.meaning}`);
    case "field":
      return row(piece, piece, fieldWords(piece));
  }
}

function inner({ pieces }: Piece, depth: number): string[] {
  return pieces.flatMap((piece) => rows(piece, depth));
}

/** The value among the parts of an object. */
function valueOf(object: Piece): Piece {
  const fields = object.pieces.filter(({ kind }) => kind === "field");
  return fields.find(({ name }) => name === "value") ?? fields.at(-1) ?? object;
}

function row({ from, became }: Piece, raw: Piece, words: string): string[] {
  const start = `${String(from).padStart(OFFSET_WIDTH)}  ${rawWords(raw).padEnd(RAW_WIDTH)} `;
  const fields = became.length === 0 ? "" : `  → ${became.join(", ")}`;
  const [first = "", ...more] = wrapped(`${words}${fields}`, WORDS_AT);
  return [start + first.trimStart(), ...more];
}

/** Bytes as hex, lines of text as they are. */
function rawWords({ hex, from, to }: Piece): string {
  const bytes = Uint8Array.fromHex(hex);
  const line = TEXT_LINE.exec(String.fromCharCode(...bytes))?.[1] ?? "";
  if (line !== "") return line.length < RAW_WIDTH ? line : `${line.slice(0, RAW_WIDTH - 1)}…`;
  const shown = hex.slice(0, 2 * HEX_BYTES).match(/../g)?.join(" ") ?? "";
  return to - from > HEX_BYTES ? `${shown}…` : shown;
}

function fieldWords({ name, meaning, check }: Piece): string {
  if (check === null) return meaning === "" ? name : `${name}: ${meaning}`;
  if (!check.ok && check.expected === "") return `${name} WRONG`;
  if (!check.ok) return `${name} WRONG: expected ${check.expected}, found ${check.found}`;
  return JUDGED.test(name) ? `${name}, right` : name;
}

function unitOf(name: string): string {
  const unit = UNITS.find(([ending]) => ending.test(name))?.[1];
  return unit === undefined ? "" : ` ${unit}`;
}
