/** An answer of the Kamstrup Meter Protocol in pieces (`kmp/link.ts` draws it). */
import { crc16Xmodem, KMP_ESCAPE, KMP_REGISTERS, KMP_SERIAL, kmpContent } from "../kmp/link.ts";
import { KMP, kmpNumber, type KmpQuantity } from "../kmp/registers.ts";
import { type Check, Cut, hexOf, type Piece } from "./piece.ts";

type Bytes = Uint8Array<ArrayBuffer>;

const ID_BYTES = 2;
/** Destination and command. */
const HEAD_BYTES = 2;

const UNITS: Readonly<Record<KmpQuantity, string>> = {
  energy: "Wh",
  power: "W",
  voltage: "V",
  current: "A",
};
const NAMES: ReadonlyMap<number, string> = new Map([
  [KMP.importEnergy, "import energy"],
  [KMP.exportEnergy, "export energy"],
  [KMP.importEnergyFine, "import energy in fine steps"],
  [KMP.exportEnergyFine, "export energy in fine steps"],
  ...KMP.voltages.map((id, at): [number, string] => [id, `voltage L${at + 1}`]),
  ...KMP.currents.map((id, at): [number, string] => [id, `current L${at + 1}`]),
  ...KMP.powers.map((id, at): [number, string] => [id, `power L${at + 1}`]),
]);

/** Cuts the frame `bytes[from..to)`. */
export function kmpPieces(bytes: Uint8Array, from: number, to: number): Piece[] {
  const cut = new Cut(bytes, from, to);
  const content = kmpContent(bytes, from, to);
  const command = content[1];
  cut.field("start of an answer", 1);
  addContent(cut, 1, "destination");
  addContent(cut, 1, "command", command === KMP_SERIAL ? "serial number" : "registers");
  if (command === KMP_REGISTERS) addRegisters(cut, content);
  else addContent(cut, content.length - HEAD_BYTES, "data");
  const check = checksum(bytes.subarray(cut.at, to - 1), content);
  cut.upTo(to - 1, "checksum", { check });
  cut.upTo(to, "stop");
  return cut.pieces;
}

function addRegisters(cut: Cut, content: Bytes): void {
  let at = HEAD_BYTES;
  while (at + ID_BYTES < content.length) {
    const id = content[at]! * 256 + content[at + 1]!;
    const number = kmpNumber(content, at + ID_BYTES);
    if (number === null) break;
    const unit = number.quantity === null ? "" : ` ${UNITS[number.quantity]}`;
    const name = NAMES.get(id) ?? `register ${id}`;
    addContent(cut, number.end - at, name, `${number.value}${unit}`);
    at = number.end;
  }
  addContent(cut, content.length - at, "data not known");
}

/** Adds as many bytes of content, each of which is one byte of the line or two. */
function addContent(cut: Cut, count: number, name: string, meaning = ""): void {
  let to = cut.at;
  for (let left = count; left > 0; left--) to += cut.bytes[to] === KMP_ESCAPE ? 2 : 1;
  cut.upTo(to, name, { meaning });
}

/** @param sent The checksum, perhaps with escapes. */
function checksum(sent: Uint8Array, content: Bytes): Check {
  const crc = content.reduce(crc16Xmodem, 0);
  const expected = hexOf(Uint8Array.of(crc >> 8, crc & 0xff));
  const found = hexOf(withoutEscapes(sent));
  return { ok: expected === found, expected, found };
}

function withoutEscapes(sent: Uint8Array): Uint8Array {
  const bytes = Array.from(sent);
  return Uint8Array.from(
    bytes.flatMap((byte, at) =>
      byte === KMP_ESCAPE ? [] : [bytes[at - 1] === KMP_ESCAPE ? byte ^ 0xff : byte]
    ),
  );
}
