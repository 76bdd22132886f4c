/** What the system title of a ciphered telegram tells about its sender (chapter 10 §8.1). */
import type { Vendor } from "#model/reading.ts";
import type { Security } from "../cipher.ts";

const VENDORS_OF_MAKERS: Readonly<Record<string, Vendor>> = {
  SAG: "sagemcom",
  KFM: "kaifa",
  ISK: "iskra",
  KAM: "kamstrup",
  LGZ: "landisgyr",
};

/** The vendor of a list that names nobody: known only where the title names one. */
export function titleVendor(security: Security | undefined): Vendor {
  return VENDORS_OF_MAKERS[titleText(security).slice(0, 3)] ?? "unknown";
}

/** The vendor, and the title as the id of the meter: the last resort of lists without either. */
export function titleClaims(security: Security | undefined) {
  const vendor = titleVendor(security);
  return vendor === "unknown" ? { vendor } : { vendor, meterId: titleText(security) };
}

function titleText(security: Security | undefined): string {
  return String.fromCharCode(...security?.title ?? []);
}
