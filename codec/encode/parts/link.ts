/**
 * The ways from an APDU to the line: which frames carry it, and where it is ciphered when there is
 * security. Layouts end in one of these, so that they need not know how ciphering works.
 */
import { type Bytes, joinBytes } from "../bytes.ts";
import { glo, type Security } from "../cipher.ts";
import { llc } from "../data_notification.ts";
import { gbtBlocks } from "../gbt.ts";
import { hdlcFrames, type HdlcLink } from "../hdlc.ts";
import { mbusFrames } from "../mbus.ts";
import { p1Telegram } from "../p1.ts";

/** Absent or `undefined`: plain. */
type Sealing = { readonly security?: Security | undefined };

type HdlcSealing = Sealing & {
  readonly link: HdlcLink;
  /** Longer content is sent in segments. */
  readonly informationMax?: number;
  readonly lengthBytesMin?: number;
};

/** `plain`, or the same ciphered. */
function sealed(plain: Bytes, security: Security | undefined, lengthBytesMin = 0): Bytes {
  return security === undefined ? plain : glo(plain, security, lengthBytesMin);
}

/** A P1 telegram, or the whole of it inside a ciphered APDU (Luxembourg). */
export function p1Push(
  identification: string,
  { lines, security }: Sealing & { readonly lines: readonly string[] },
): Bytes {
  return sealed(p1Telegram(identification, lines), security);
}

/** HDLC, LLC, APDU. */
export function hdlcPush(apdu: Bytes, sealing: HdlcSealing): Bytes {
  const { link, security, informationMax, lengthBytesMin } = sealing;
  return hdlcFrames(llc(sealed(apdu, security, lengthBytesMin)), link, informationMax);
}

/** M-Bus, APDU. */
export function mbusPush(
  apdu: Bytes,
  { security, dataMax }: Sealing & { readonly dataMax: number },
): Bytes {
  return mbusFrames(sealed(apdu, security), dataMax);
}

/** Blocks, each in an HDLC frame of its own; LLC stands only in the first. */
export function gbtPush(
  apdu: Bytes,
  { link, security, blockMax }: Sealing & { readonly link: HdlcLink; readonly blockMax: number },
): Bytes {
  const blocks = gbtBlocks(sealed(apdu, security), blockMax);
  return joinBytes(blocks.map((block, at) => hdlcFrames(at === 0 ? llc(block) : block, link)));
}
