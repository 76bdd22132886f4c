/**
 * Every framing that the framer knows. To add one, write `xxxAt(bytes, at, end)` in a file of its
 * own and a row here; `line_decoder.ts` says what becomes of its frames.
 */
import type { Framing } from "./framing.ts";
import { checksummed } from "./framing.ts";
import { GloFraming } from "./glo_framing.ts";
import { HDLC_FLAG, hdlcAt, hdlcTrouble } from "./hdlc.ts";
import { iecAt, iecTrouble, STX } from "./iec.ts";
import { KMP_START, kmpAt } from "./kmp.ts";
import { MBUS_START, mbusAt, mbusTrouble } from "./mbus.ts";
import { P1_START } from "./p1.ts";
import { P1Framing } from "./p1_framing.ts";
import { SML_ESCAPE, smlAt, smlTrouble } from "./sml.ts";

/** The framings of one line, some of which remember what they heard on it. */
export function framings(): readonly Framing[] {
  return [
    {
      ...checksummed("hdlc", HDLC_FLAG, hdlcAt),
      // The closing flag may open the next frame.
      sharedBytes: 1,
      hasHeaderChecksum: true,
      trouble: hdlcTrouble,
    },
    { ...checksummed("mbus", MBUS_START, mbusAt), trouble: mbusTrouble },
    // Read-outs begin like telegrams; they are told apart by the STX behind the first line.
    { ...checksummed("iec", P1_START, iecAt), trouble: iecTrouble },
    { ...checksummed("iec", STX, iecAt), trouble: iecTrouble },
    new P1Framing(),
    { ...checksummed("sml", SML_ESCAPE, smlAt), trouble: smlTrouble },
    checksummed("kmp", KMP_START, kmpAt),
    new GloFraming(),
  ];
}
