/** How the line to the server is; what hangs on it is shown as standing still while it is broken. */
import { signal } from "@preact/signals";

export type Link =
  | { readonly state: "connecting" }
  | { readonly state: "open" }
  /** `retryAtMs` is `null` while the next attempt is under way. */
  | { readonly state: "broken"; readonly retryAtMs: number | null };

export const link = signal<Link>({ state: "connecting" });
