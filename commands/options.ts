/** Words of the command line: what does not fit is a usage fault that names it. */
import { parseArgs, type ParseArgsConfig } from "node:util";
import { checkOverrides, type Override, parseOverride } from "#config/load.ts";
import { Fault } from "#model/fault.ts";

/** An option that takes a text. */
export const TEXT = { type: "string" } as const;
/** An option that is there or not. */
export const SWITCH = { type: "boolean" } as const;

/** Node's `parseArgs`; throws the fault `usage` for words it does not know. */
export function parseWords<C extends ParseArgsConfig>(config: C) {
  try {
    return parseArgs(config);
  } catch (thrown) {
    throw new Fault("usage", { what: (thrown as Error).message });
  }
}

/** The settings of all `--set section.key=value`; throws the fault `usage`. */
export function overridesOf(assignments: readonly string[] = []): Override[] {
  return assignments.map((assignment) => {
    const parsed = parseOverride(assignment);
    if (!parsed.ok) throw parsed.fault;
    return parsed.value;
  });
}

/** Throws the fault `usage` when a value does not fit its setting. */
export function mustFit(overrides: readonly Override[]): void {
  const checked = checkOverrides(overrides);
  if (!checked.ok) throw new Fault("usage", { what: checked.fault.detail.what ?? "" });
}
