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
  const maker = String.fromCharCode(...security?.title.subarray(0, 3) ?? []);
  return VENDORS_OF_MAKERS[maker] ?? "unknown";
}
