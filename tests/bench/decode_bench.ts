/**
 * How fast the decoder is: for every layout and list the encoder can make, plain and ciphered, and
 * for the corpus, frames and megabytes a second, the heap it takes for one frame, and the rate as a
 * share of the plainest checksum (byte by byte, one table) or, ciphered, of the bare call of
 * node:crypto over the same bytes in the same run. Fails where a share of 00 §7 is missed.
 * `deno task bench LAYOUT` looks at one layout.
 */
import { createCipheriv, createDecipheriv } from "node:crypto";
import { joinBytes } from "#codec/encode/bytes.ts";
import type { Security } from "#codec/encode/cipher.ts";
import { LineDecoder } from "#codec/line_decoder.ts";
import { type BenchSubject, benchSubjects } from "./decode_subjects.ts";
import { heapBytes, race, sink } from "./race.ts";

const TAG_BYTES = 12;
const VECTOR_BYTES = 12;
/** Counter in front of the ciphered bytes; tag, checksum and flag behind. */
const COUNTER_BYTES = 4;
const FOOT_BYTES = TAG_BYTES + 3;

/** The same loop that any textbook has. */
const table = Uint16Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0x8408 : crc >>> 1;
  return crc;
});

function plainCrc(bytes: Uint8Array): number {
  let crc = 0xffff;
  for (let at = 0; at < bytes.length; at++) {
    crc = (crc >>> 8) ^ table[(crc ^ bytes[at]!) & 0xff]!;
  }
  return crc ^ 0xffff;
}

/** A call of node:crypto and nothing else, for content of the same length as that of a frame. */
function bareCipher(frames: readonly Uint8Array[], security: Security): (at: number) => number {
  const { encryptionKey, authenticationKey, title, counter, control } = security;
  const vector = joinBytes([new Uint8Array(VECTOR_BYTES)]);
  vector.set(title);
  new DataView(vector.buffer).setUint32(VECTOR_BYTES - COUNTER_BYTES, counter);
  const covered = joinBytes([[control], authenticationKey!]);
  const options = { authTagLength: TAG_BYTES };
  const sealed = frames.map((frame) => {
    const counterAt = frame.toHex().indexOf(vector.subarray(-COUNTER_BYTES).toHex()) / 2;
    const contentBytes = frame.length - counterAt - COUNTER_BYTES - FOOT_BYTES;
    const cipher = createCipheriv("aes-128-gcm", encryptionKey, vector, options).setAAD(covered);
    const content = cipher.update(new Uint8Array(contentBytes));
    cipher.final();
    return { content, tag: cipher.getAuthTag() };
  });
  return (at) => {
    const { content, tag } = sealed[at]!;
    const decipher = createDecipheriv("aes-128-gcm", encryptionKey, vector, options);
    decipher.setAAD(covered).setAuthTag(tag);
    const { length } = decipher.update(content);
    decipher.final();
    return length;
  };
}

type Row = {
  readonly subject: BenchSubject;
  readonly bytes: number;
  readonly heap: number;
  readonly decodeNs: number;
  readonly crcNs: number;
  /** NaN for plain frames. */
  readonly cipherNs: number;
};

function measure(subject: BenchSubject): Row {
  const { name, options, frames, security } = subject;
  const decoder = new LineDecoder(options);
  for (const frame of frames) {
    if (!decoder.push(frame, 0).some(({ outcome }) => outcome.ok)) {
      throw new Error(`${name}: no reading of ${frame.toHex()}`);
    }
  }
  const places = frames.map((_, at) => at);
  const decode = (at: number) => decoder.push(frames[at]!, 0).length;
  const works = { decode, crc: (at: number) => plainCrc(frames[at]!) };
  const ns = security === null
    ? { ...race(places, works), cipher: NaN }
    : race(places, { ...works, cipher: bareCipher(frames, security) });
  const bytes = frames.reduce((sum, frame) => sum + frame.length, 0) / frames.length;
  const heap = heapBytes(decode, places);
  return { subject, bytes, heap, decodeNs: ns.decode, crcNs: ns.crc, cipherNs: ns.cipher };
}

function shareOf({ subject: { target }, decodeNs, crcNs, cipherNs }: Row): number {
  return (target?.of === "cipher" ? cipherNs : crcNs) / decodeNs;
}

function isMissed(row: Row): boolean {
  return row.subject.target !== null && shareOf(row) < row.subject.target.shareMin;
}

function print(row: Row): void {
  const { subject: { name, target }, bytes, heap, decodeNs, crcNs, cipherNs } = row;
  const wanted = target === null ? "" : `≥ ${target.shareMin.toFixed(2)} of ${target.of}`;
  const cells = [
    name.padEnd(32),
    bytes.toFixed(0).padStart(6),
    (1e9 / decodeNs).toFixed(0).padStart(9),
    (bytes * 1000 / decodeNs).toFixed(1).padStart(8),
    Number.isNaN(heap) ? "?".padStart(7) : heap.toFixed(0).padStart(7),
    (crcNs / decodeNs).toFixed(2).padStart(7),
    (Number.isNaN(cipherNs) ? "" : (cipherNs / decodeNs).toFixed(2)).padStart(8),
    `  ${wanted}${isMissed(row) ? " MISSED" : ""}`,
  ];
  console.log(cells.join(""));
}

console.log(
  `layout and list                  bytes frames/s    MB/s   heap  ÷ crc ÷ cipher  target`,
);
const rows = benchSubjects(Deno.args[0]).map((subject) => {
  const row = measure(subject);
  print(row);
  return row;
});
const missed = rows.filter(isMissed).length;
const targets = rows.filter(({ subject }) => subject.target !== null).length;
console.log(`${targets - missed} of ${targets} targets met (${sink})`);
Deno.exit(missed === 0 && rows.length > 0 ? 0 : 1);
