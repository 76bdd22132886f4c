/**
 * Makers of meters by the three letters of the FLAG association, as they stand in system titles and
 * in the first line of P1 telegrams. Only those that are met in the field.
 */
const MAKERS: ReadonlyMap<string, string> = new Map([
  ["ADN", "Aidon"],
  ["APA", "Apator"],
  ["EBZ", "eBZ"],
  ["EGM", "Elgama"],
  ["ELL", "Ellevio"],
  ["ELS", "Elster"],
  ["EMH", "EMH"],
  ["ENE", "Sagemcom"],
  ["ESY", "EasyMeter"],
  ["EST", "Sagemcom"],
  ["FLU", "Fluvius"],
  ["HAG", "Hager"],
  ["HLY", "Holley"],
  ["ISK", "Iskraemeco"],
  ["ITR", "Itron"],
  ["KAM", "Kamstrup"],
  ["KFM", "Kaifa"],
  ["KMP", "Kamstrup"],
  ["LGF", "Landis+Gyr"],
  ["LGZ", "Landis+Gyr"],
  ["LGY", "Landis+Gyr"],
  ["LOG", "Logarex"],
  ["NES", "NES"],
  ["SAG", "Sagemcom"],
  ["XMX", "Landis+Gyr"],
  ["ZPA", "ZPA"],
]);

/** The maker that a system title or an ident line begins with, or the empty text. */
export function makerOf(letters: string): string {
  return MAKERS.get(letters.slice(0, 3).toUpperCase()) ?? "";
}
