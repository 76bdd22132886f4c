/**
 * Whose meter it is when the list has no list id (chapter 10 §8.1): the logical device name tells,
 * else the system title of a ciphered telegram, which begins with three letters of the maker.
 */
import type { Vendor } from "#model/reading.ts";
import type { Draft } from "../../reading/draft.ts";
import { TEXT } from "../../reading/fields.ts";

const KAIFA = "KFM";
const MAKER_LETTERS = 3;
const VENDORS_OF_MAKERS: ReadonlyMap<string, Vendor> = new Map([
  ["SAG", "sagemcom"],
  [KAIFA, "kaifa"],
  ["ISK", "iskra"],
  ["KAM", "kamstrup"],
  ["LGZ", "landisgyr"],
]);

/** Names the vendor of a list that was read; a title that tells it may stand in for the id. */
export function nameVendor(draft: Draft): void {
  if (draft.hasText(TEXT.deviceName) && draft.text(TEXT.deviceName).startsWith(KAIFA)) {
    draft.vendor = "kaifa";
  } else if (draft.systemTitle !== "") nameByTitle(draft, draft.systemTitle);
}

function nameByTitle(draft: Draft, title: string): void {
  const vendor = VENDORS_OF_MAKERS.get(title.slice(0, MAKER_LETTERS));
  if (vendor === undefined) return;
  draft.vendor = vendor;
  if (draft.text(TEXT.meterId) === "") draft.titleId = title.replace(/[^!-~]/g, " ").trim();
}
