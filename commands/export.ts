/** `meterd export`: energy of any range as CSV or JSON, on standard output or in a file. */
import { ENERGY_STEPS } from "#model/energy.ts";
import { asFault, Fault } from "#model/fault.ts";
import { EXIT } from "#runtime/supervisor.ts";
import type { Command } from "./command.ts";
import { withApi } from "./house_api.ts";
import { parseWords, TEXT } from "./options.ts";
import type { BuildHouse } from "./plan.ts";

export function exportCommand(house: BuildHouse): Command {
  return {
    name: "export",
    summary: "Write the history of energy as CSV or JSON",
    usage: `meterd export --from TIME --to TIME [options] [FILE]

TIME is a day or an instant: 2026-01-01, 2026-01-01T12:00, 2026-01-01T12:00Z. Without FILE the
rows go to standard output. Rows have the time in UTC and on the meter's clock, import and export
in kWh, and how the energy is known.

Options:
  --step STEP            ${ENERGY_STEPS.join(", ")} (default hour)
  --format csv|json      (default csv)
  --delimiter NAME       comma, semicolon or tab (default comma)
  --decimal NAME         point or comma (default point)
  --meter ID             (default the first)
  --data DIR             where history lives (default ./meterd-data); no meterd may run on it
  --url URL              ask a running meterd instead

Examples:
  meterd export --from 2026-01-01 --to 2027-01-01 --step day year.csv
  meterd export --url http://board:8080 --from 2026-11-01 --to 2026-12-01 --format json`,

    async run(args, io) {
      const { values, positionals } = parseWords({
        args: [...args],
        allowPositionals: true,
        options: {
          ...{ from: TEXT, to: TEXT, step: TEXT, format: TEXT, delimiter: TEXT, decimal: TEXT },
          ...{ meter: TEXT, data: TEXT, url: TEXT },
        },
      });
      const { data: dataDir, url, from, to, ...rest } = values;
      const [file, ...more] = positionals;
      if (more.length > 0) throw new Fault("usage", { what: "there can be one FILE only" });
      if (from === undefined || to === undefined) {
        throw new Fault("usage", { what: "say from when to when: --from TIME --to TIME" });
      }
      const asked = new URLSearchParams({ step: "hour", ...rest, from, to });
      await withApi({ house, dataDir, url, io }, async (ask) => {
        const { body } = await ask(`history/export?${asked}`);
        await body?.pipeTo(file === undefined ? standardOutput() : await writableFile(file));
      });
      return EXIT.done;
    },
  };
}

/** Standard output that stays open behind the last row. */
function standardOutput(): WritableStream<Uint8Array> {
  return new WritableStream({
    async write(piece) {
      for (let at = 0; at < piece.length;) at += await Deno.stdout.write(piece.subarray(at));
    },
  });
}

async function writableFile(path: string): Promise<WritableStream<Uint8Array>> {
  try {
    return (await Deno.create(path)).writable;
  } catch (thrown) {
    throw new Fault("outlet-unavailable", { what: asFault(thrown).detail.what ?? path });
  }
}
