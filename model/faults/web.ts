/** Faults of the page and its API. */
import type { FaultRow } from "./row.ts";

export const WEB_FAULTS = {
  "web-port-taken": {
    message: "The web port is in use by another program",
    hint: "Stop the other program or choose another port with --http HOST:PORT.",
    retry: "later",
  },
  "web-port-denied": {
    message: "The web port may not be opened",
    hint: "Ports below 1024 need a right. Choose another with --http HOST:PORT.",
    retry: "later",
  },
  "web-no-password": {
    message: "No password is set, so the page stays closed",
    hint: "Start with --set web.security=none to run open on a network you trust.",
    retry: "never",
  },
  "web-page-missing": {
    message: "The page has not been built",
    hint: "Run `deno task ui` once.",
    retry: "later",
  },
  "web-not-found": {
    message: "There is nothing at this address",
    hint: "The list of addresses is in the README.",
    retry: "never",
  },
  "web-input": {
    message: "The request cannot be understood",
    hint: "See the named field.",
    retry: "never",
  },
  "web-too-large": {
    message: "The request is larger than is taken",
    hint: "Send it in smaller parts.",
    retry: "never",
  },
  "web-too-slow": {
    message: "The request did not arrive in time",
    hint: "Try again on a better connection.",
    retry: "later",
  },
  "web-cross-site": {
    message: "Another site asked for a change, which is refused",
    hint: "Open meterd itself and make the change there.",
    retry: "never",
  },
  "web-busy": {
    message: "Too many listeners at once",
    hint: "Close some of the open pages.",
    retry: "later",
  },
} as const satisfies Record<string, FaultRow>;
