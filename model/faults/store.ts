/** Faults of history and of files of energy. */
import type { FaultRow } from "./row.ts";

export const STORE_FAULTS = {
  "store-unwritable": {
    message: "The data directory cannot be written",
    hint: "Give the user write access to it, or choose another with --data.",
    retry: "later",
  },
  "store-full": {
    message: "The disk is full",
    hint: "Free some space. Reading goes on; what waits is stored when there is room again.",
    retry: "later",
  },
  "store-corrupt": {
    message: "The database is damaged",
    hint: "It was put aside under another name and a new one was begun.",
    retry: "never",
  },
  "store-restored": {
    message: "The database was damaged, and the last backup took its place",
    hint: "Energy since then is filled in from the registers. Check or replace the card or disk; " +
      "the damaged file was kept under another name.",
    retry: "never",
  },
  "store-backup": {
    message: "No backup could be made",
    hint: "See that history.backupDir exists, can be written and has room. It is tried again in " +
      "an hour.",
    retry: "later",
  },
  "clock-unset": {
    message: "The board's clock is not set",
    hint: "Give it a network with a time server, or a battery for its clock. Readings that wait " +
      "are stored with their true times once it is set.",
    retry: "later",
  },
  "edit-refused": {
    message: "The history cannot be changed like this",
    hint: "Only quarters that are over can be changed, and each batch can be undone once.",
    retry: "never",
  },
  "store-busy": {
    message: "Another meterd uses this data directory",
    hint: "Stop the other one, or choose another directory with --data.",
    retry: "never",
  },
  "api-refused": {
    message: "The service refused",
    hint: "See what it said, and `--help` of the command.",
    retry: "never",
  },
  "import-empty": {
    message: "No energy was found in the file",
    hint: "See which kinds of file can be imported, and name columns, zone and unit if need be.",
    retry: "never",
  },
} as const satisfies Record<string, FaultRow>;
