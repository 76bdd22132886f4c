/** Readings that cannot be true: put aside with the reason, never stored. */
import type { FaultView } from "./fault.ts";
import type { Reading } from "./reading.ts";

export type QuarantinedReading = {
  readonly meter: string;
  readonly fault: FaultView;
  readonly reading: Reading;
};
