/** How the line to the server is; while it is broken the values are shown as standing still. */
import { signal } from "@preact/signals";

export type Link =
  | { readonly state: "connecting" }
  | { readonly state: "open" }
  /** `retryAtMs` is `null` while the next attempt is under way. */
  | { readonly state: "broken"; readonly retryAtMs: number | null };

export const link = signal<Link>({ state: "connecting" });
