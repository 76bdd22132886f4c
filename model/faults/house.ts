/** Faults of settings, the command line and the house itself. */
import type { FaultRow } from "./row.ts";

export const HOUSE_FAULTS = {
  "config-unreadable": {
    message: "The settings file cannot be read",
    hint: "Repair config.json (it must be JSON); until then the default settings are used.",
    retry: "never",
  },
  "config-invalid": {
    message: "A setting has a value that does not fit",
    hint: "See the named setting; its section uses the default until it is repaired.",
    retry: "never",
  },
  "usage": {
    message: "The command was not understood",
    hint: "Try `meterd --help`.",
    retry: "never",
  },
  "file-unreadable": {
    message: "The file cannot be read",
    hint: "Check the path and the rights.",
    retry: "never",
  },
  "actor-hung": {
    message: "A part of the program did not answer any more",
    hint: "It was started afresh. If it happens again, send the log.",
    retry: "now",
  },
  "actor-parked": {
    message: "A part of the program failed too often and rests for a while",
    hint: "The rest goes on. See the log for the reason.",
    retry: "later",
  },
  "message-quarantined": {
    message: "A message that crashed its reader three times was put aside",
    hint: "The rest goes on. Please send the log.",
    retry: "never",
  },
  "deadline": {
    message: "The answer did not come in time",
    hint: "Try again in a moment.",
    retry: "later",
  },
  "internal": {
    message: "meterd made a mistake",
    hint: "Please send the log.",
    retry: "later",
  },
} as const satisfies Record<string, FaultRow>;
