/** The goldens of the capture corpus, and how a reading is compared with one. */
import { ROOT } from "./source_files.ts";

export const CORPUS = new URL("../shared/corpus/", `file://${ROOT}`).pathname;

export type GoldenReading = Readonly<Record<string, string | number | boolean>>;

export type Golden = {
  readonly file: string;
  readonly entry: "wire" | "apdu";
  readonly expect: "ok" | "needs-key" | "corrupt" | "unsupported";
  readonly reason?: string;
  readonly encrypted?: boolean;
  readonly config?: Readonly<Record<string, number>>;
  readonly keys?: { readonly ek?: string; readonly ak?: string };
  readonly reading?: GoldenReading;
  readonly readings?: readonly GoldenReading[];
};

/** All goldens; empty where the corpus is not there. */
export function goldens(): readonly Golden[] {
  try {
    return JSON.parse(Deno.readTextFileSync(`${CORPUS}goldens.json`));
  } catch {
    return [];
  }
}

/** The fields of a golden that a reading lacks or has otherwise, as `name: found, not wanted`. */
export function differences(reading: object, golden: GoldenReading): string[] {
  const found = reading as Readonly<Record<string, unknown>>;
  return Object.entries(golden).flatMap(([name, wanted]) =>
    same(found[name], wanted) ? [] : [`${name}: ${found[name]}, not ${wanted}`]
  );
}

function same(found: unknown, wanted: unknown): boolean {
  if (typeof wanted !== "number" || typeof found !== "number") return found === wanted;
  return Math.abs(found - wanted) <= 1e-6;
}
