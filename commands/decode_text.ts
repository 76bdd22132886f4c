/** What `decode` found, as a line for programs and as a paragraph for people. */
import type { Outcome } from "#model/outcome.ts";
import type { DecodedReading } from "#model/reading.ts";

/** One frame's reading, or what is wrong with a stretch of a file. */
export type Finding = {
  /** As the command line named it. */
  readonly file: string;
  /** Where it begins, bytes. */
  readonly offset: number;
  readonly outcome: Outcome<DecodedReading>;
};

/** Names of numbers end in their unit; only energies may have a tariff behind. */
const UNITS: readonly [ending: RegExp, unit: string][] = [
  [/Varh$/, "varh"],
  [/Wh(T\d)?$/, "Wh"],
  [/Var$/, "var"],
  [/W$/, "W"],
  [/V$/, "V"],
  [/A$/, "A"],
];
const NAME_WIDTH = 20;

/** The contract of chapter 00 §5. */
export function decodedJson({ file, offset, outcome }: Finding): string {
  return JSON.stringify(
    outcome.ok
      ? { file, offset, outcome: "reading", reading: outcome.value }
      : { file, offset, outcome: "fault", fault: outcome.fault.view() },
  );
}

export function decodedText({ file, offset, outcome }: Finding): string {
  const place = `${file}, byte ${offset}:`;
  if (!outcome.ok) {
    const { code, message, hint } = outcome.fault.view();
    return `${place} ${message} (${code})\n  ${hint}\n`;
  }
  const rows = Object.entries(outcome.value).map(([name, value]) =>
    `  ${name.padEnd(NAME_WIDTH)}${typeof value === "object" ? JSON.stringify(value) : value}${
      typeof value === "number" ? unitOf(name) : ""
    }`
  );
  return `${place} reading\n${rows.join("\n")}\n`;
}

function unitOf(name: string): string {
  const unit = UNITS.find(([ending]) => ending.test(name))?.[1];
  return unit === undefined ? "" : ` ${unit}`;
}
