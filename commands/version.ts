/** `meterd version`: which version this is. */
import config from "../deno.json" with { type: "json" };
import type { Command } from "./command.ts";

/** The version of this build; `deno.json` is the one place that names it. */
export const VERSION: string = config.version;

export const versionCommand: Command = {
  name: "version",
  summary: "Print the version",
  usage: "meterd version",
  run(_args, io) {
    io.out(`meterd ${VERSION} (Deno ${Deno.version.deno}, ${Deno.build.arch})`);
    return Promise.resolve(0);
  },
};
