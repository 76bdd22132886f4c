/** `meterd import`: energy of other programs and portals into history, as one batch. */
import { Fault } from "#model/fault.ts";
import { EXIT } from "#runtime/supervisor.ts";
import { fileBytes } from "./capture_file.ts";
import type { Command } from "./command.ts";
import { withApi } from "./house_api.ts";
import { parseWords, SWITCH, TEXT } from "./options.ts";
import type { BuildHouse } from "./plan.ts";

/** Options by their name in the API. */
const OPTIONS = {
  policy: "policy",
  zone: "zone",
  stamps: "stamps",
  values: "values",
  delimiter: "delimiter",
  meter: "meter",
  "time-column": "timeColumn",
  "import-column": "importColumn",
  "export-column": "exportColumn",
  "import-statistic": "importStatistic",
  "export-statistic": "exportStatistic",
} as const;

export function importCommand(house: BuildHouse): Command {
  return {
    name: "import",
    summary: "Bring the history of another program or of the grid company's portal into this one",
    usage: `meterd import [options] FILE

FILE is a backup of amsreader-firmware (.cfg), CSV of a portal, statistics or the energy table of
Home Assistant, or an answer of dsmr-reader's API; which one is seen by itself. - is standard
input. An import is one batch that can be undone on the page.

Options:
  --preview              only say what would be stored
  --policy NAME          keepBetter, keep, replace or larger, where history knows better
                         (default keepBetter)
  --zone ZONE            of times without an offset (default that of the meter)
  --stamps NAME          starting or ending: which end of its span a row names
  --values NAME          energy or register
  --delimiter NAME       comma, semicolon, tab or pipe (default seen by itself)
  --time-column, --import-column, --export-column NAME
                         columns of a table by header or number
  --import-statistic, --export-statistic ID
                         which statistics of Home Assistant are meant
  --undo BATCH           take an import back
  --meter ID             (default the first)
  --data DIR             where history lives (default ./meterd-data); no meterd may run on it
  --url URL              ask a running meterd instead

Examples:
  meterd import --preview configfile.cfg
  meterd import --url http://board:8080 --stamps ending portal.csv`,

    async run(args, io) {
      const { values, positionals } = parseWords({
        args: [...args],
        allowPositionals: true,
        options: {
          ...Object.fromEntries(Object.keys(OPTIONS).map((name) => [name, TEXT])),
          ...{ preview: SWITCH, undo: TEXT, data: TEXT, url: TEXT },
        },
      });
      const { preview = false, undo, data: dataDir, url, ...rest } = values as Words;
      const asked = new URLSearchParams({ preview: String(preview) });
      for (const [name, value] of Object.entries(rest)) {
        if (value !== undefined) asked.set(OPTIONS[name as keyof typeof OPTIONS], String(value));
      }
      const [file, ...more] = positionals;
      if (undo === undefined ? file === undefined || more.length > 0 : file !== undefined) {
        throw new Fault("usage", { what: "name one FILE, or a batch to --undo" });
      }
      const content = file === undefined ? null : await fileBytes(file, io);
      if (content?.ok === false) throw content.fault;
      await withApi({ house, dataDir, url, io }, async (ask) => {
        const answer = content === null
          ? await ask(`history/batches/${undo}/undo?${asked}`, { method: "POST" })
          : await ask(`history/import?${asked}`, { method: "POST", body: content.value });
        io.out(JSON.stringify(await answer.json(), null, 2));
      });
      return EXIT.done;
    },
  };
}

type Words = Partial<Record<keyof typeof OPTIONS | "undo" | "data" | "url", string>> & {
  readonly preview?: boolean;
};
