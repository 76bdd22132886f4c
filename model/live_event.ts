/** What the page hears over server-sent events: `event:` is the kind, `data:` the rest. */
import type { RunningEnergy } from "./energy.ts";
import type { PeakState } from "./peaks.ts";
import type { Reading } from "./reading.ts";
import type { PartStatus } from "./status.ts";

export type LiveEvent =
  | {
    readonly kind: "reading";
    readonly data: {
      readonly meter: string;
      /** What the telegram said. */
      readonly reading: Reading;
      /** Every field as last heard. */
      readonly newest: Reading;
      readonly netW: number | null;
      readonly running: RunningEnergy;
    };
  }
  | { readonly kind: "peaks"; readonly data: PeakState }
  | { readonly kind: "status"; readonly data: readonly PartStatus[] }
  /** First event of every connection; a page of another build reloads itself. */
  | { readonly kind: "hello"; readonly data: { readonly build: string; readonly nowMs: number } };
