/**
 * How actors are brought back: the rules of each group (chapter 60 §3.4 and §5). What was made
 * simpler is in `docs/decisions/003-runtime.md`.
 */
import type { Actor } from "./actor.ts";

/** How a group of actors is restarted, and what happens when that does not help. */
export type Group = {
  readonly name: string;
  readonly delayMsFirst: number;
  readonly delayMsMax: number;
  /** More crashes than this inside the window, and the group's last resort follows. */
  readonly crashesMax: number;
  readonly windowMs: number;
  /** The last resort: rest for so long, or end the process. */
  readonly lastResort: { readonly parkMs: number } | "escalate";
  /** Silence outside `idle` that counts as hung. */
  readonly silenceMsMax: number;
  /** How long a stop may take before the actor is left behind. */
  readonly stopMs: number;
};

/** The line from the wire to the store: without it the house has no purpose. */
export const PIPELINE: Group = {
  name: "pipeline",
  delayMsFirst: 100,
  delayMsMax: 5_000,
  crashesMax: 5,
  windowMs: 120_000,
  lastResort: "escalate",
  silenceMsMax: 15_000,
  stopMs: 5_000,
};

/** Everything the house can live without for a while. */
export const OUTPUTS: Group = {
  name: "outputs",
  delayMsFirst: 1_000,
  delayMsMax: 30_000,
  crashesMax: 20,
  windowMs: 600_000,
  lastResort: { parkMs: 300_000 },
  // A broker that is gone without a word is noticed by its own keep-alive first, after 90 s.
  silenceMsMax: 120_000,
  stopMs: 3_000,
};

export type Child = {
  readonly name: string;
  readonly group: Group;
  readonly actor: Actor;
};
