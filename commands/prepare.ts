/** From a data directory and the words of the command line to the plan of a house. */
import { loadSettings, type Override } from "#config/load.ts";
import type { Settings } from "#config/schema.ts";
import { boardFacts } from "#drivers/linux/board_facts.ts";
import { LinuxThermometers } from "#drivers/linux/sensors.ts";
import { sourceMemory } from "#drivers/linux/source_memory.ts";
import type { ByteSource } from "#drivers/ports.ts";
import { openSource, type World } from "#drivers/sources.ts";
import { asFault, Fault } from "#model/fault.ts";
import { loadPage } from "./page.ts";
import type { Plan } from "./plan.ts";
import { VERSION } from "./version.ts";

/** What a house needs: settings from all their places, and the ports they name. */
export async function prepare(
  { dataDir, overrides }: { readonly dataDir: string; readonly overrides: readonly Override[] },
  { clock, book, onListening }: Pick<Plan, "clock" | "book" | "onListening">,
): Promise<Plan> {
  const file = await readConfig(`${dataDir}/config.json`);
  const loaded = loadSettings(file.text, overrides);
  const faults = loaded.faults.map(({ section, fault }) => ({ part: `config:${section}`, fault }));
  if (file.fault !== null) faults.push({ part: "config:file", fault: file.fault });
  const memory = sourceMemory(`${dataDir}/sources.json`);
  const { sources, sourceFaults } = openSources(loaded.settings, { clock, memory });
  const [board, page] = await Promise.all([boardFacts(), loadPage(book.part("page"))]);
  return {
    version: VERSION,
    settings: loaded.settings,
    sources,
    dataDir,
    board,
    thermometers: new LinuxThermometers(clock),
    page,
    clock,
    book,
    faults: [...faults, ...sourceFaults],
    memoryFreeBytes: () => Deno.systemMemoryInfo().available,
    onListening,
  };
}

async function readConfig(path: string): Promise<{ text: string | null; fault: Fault | null }> {
  try {
    return { text: await Deno.readTextFile(path), fault: null };
  } catch (thrown) {
    if (thrown instanceof Deno.errors.NotFound) return { text: null, fault: null };
    return { text: null, fault: new Fault("config-unreadable", { what: asFault(thrown).message }) };
  }
}

function openSources(settings: Settings, world: World) {
  const sources = new Map<string, ByteSource>();
  const sourceFaults: { part: string; fault: Fault }[] = [];
  for (const { id, source } of settings.meters) {
    const opened = openSource(source, world);
    if (opened.ok) sources.set(id, opened.value);
    else sourceFaults.push({ part: `source:${id}`, fault: opened.fault });
  }
  return { sources, sourceFaults };
}
