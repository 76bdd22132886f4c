/** A meter as the words of a command describe it, for commands that run no service. */
import { loadSettings, type Override } from "#config/load.ts";
import { meterOptions } from "#config/meter_options.ts";
import { Fault } from "#model/fault.ts";
import type { MeterOptions } from "#model/meter.ts";
import { mustFit } from "./options.ts";

/** The default meter with some settings changed; throws the fault `usage` when one does not fit. */
export function meterOf(overrides: readonly Override[]): MeterOptions {
  mustFit(overrides);
  const [first] = loadSettings(null, overrides).settings.meters;
  if (first === undefined) throw new Fault("internal", { what: "settings without a meter" });
  return meterOptions(first);
}
