/** What each part of the house says about itself: the lights of the page and the status API. */
import { z } from "zod";
import type { Fault, FaultCode } from "./fault.ts";
import { FAULTS } from "./faults/mod.ts";

export const PartState = z.enum(["off", "waiting", "ok", "warning", "fault"]);
/** `off`: not wanted. `waiting`: not yet. `warning`: works with a flaw. `fault`: does not work. */
export type PartState = z.infer<typeof PartState>;

const codes = Object.keys(FAULTS) as [FaultCode, ...FaultCode[]];

export const PartStatus = z.object({
  /** `source:main`, `decoder:main`, `history`, `mqtt`, `web`. */
  part: z.string(),
  state: PartState,
  /** One line for a person. */
  text: z.string(),
  fault: z.object({ code: z.enum(codes), message: z.string(), hint: z.string() }).nullable(),
  sinceMs: z.int(),
});
export type PartStatus = z.infer<typeof PartStatus>;

/** A status that carries a fault. */
export function faultStatus(part: string, fault: Fault, sinceMs: number): PartStatus {
  return { part, state: "fault", text: fault.message, fault: fault.view(), sinceMs };
}
