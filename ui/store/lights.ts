/** The lights of the head: parts that belong together become one state, the worst of them. */
import type { PartState, PartStatus } from "#model/status.ts";

export type Light = {
  /** `meter` for the way from wire to reading, else the part's own name before the colon. */
  readonly id: string;
  readonly state: PartState;
};

const ORDER: readonly PartState[] = ["ok", "off", "waiting", "warning", "fault"];
/** Parts without a light of their own: the page cannot be seen without the web. */
const UNLIT = new Set(["web"]);
const METER_PARTS = new Set(["source", "decoder"]);

function lightOf(part: string): string {
  const name = kindOf(part);
  return METER_PARTS.has(name) ? "meter" : name;
}

/** The kind of a part: `source` of `source:main`. */
export function kindOf(part: string): string {
  return part.split(":")[0] ?? part;
}

/**
 * One light per group of parts, the meter first, each with the worst state of its parts. A meter
 * that has not been heard for a while is a warning, whatever its parts say.
 */
export function lightsOf(parts: readonly PartStatus[], isStale: boolean): Light[] {
  const worst = new Map<string, PartState>([["meter", isStale ? "warning" : "ok"]]);
  let hasMeter = false;
  for (const { part, state } of parts) {
    if (UNLIT.has(kindOf(part))) continue;
    const id = lightOf(part);
    hasMeter ||= id === "meter";
    const before = worst.get(id) ?? state;
    worst.set(id, ORDER.indexOf(state) > ORDER.indexOf(before) ? state : before);
  }
  return [...worst].filter(([id]) => id !== "meter" || hasMeter)
    .map(([id, state]) => ({ id, state }));
}

/** How many lights ask to be looked at. */
export function troubleCount(lights: readonly Light[]): number {
  return lights.filter(({ state }) => state === "warning" || state === "fault").length;
}
