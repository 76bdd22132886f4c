import { deepEqual, equal } from "node:assert/strict";
import { NO_MEMORY, sourceMemory } from "#drivers/linux/source_memory.ts";

async function inFolder(use: (folder: string) => void): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    use(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("sourceMemory() recalls after a restart what each source kept", () =>
  inFolder((folder) => {
    const path = `${folder}/sources.json`;
    sourceMemory(path).keep("serial:/dev/a", "2400 8E1");
    sourceMemory(path).keep("serial:/dev/b", "9600 7E1");
    const later = sourceMemory(path);
    deepEqual(["a", "b", "c"].map((name) => later.recall(`serial:/dev/${name}`)), [
      "2400 8E1",
      "9600 7E1",
      null,
    ]);
  }));

Deno.test("sourceMemory() writes only what is new", () =>
  inFolder((folder) => {
    const path = `${folder}/sources.json`;
    const memory = sourceMemory(path);
    memory.keep("a", "1");
    const before = Deno.statSync(path).ino;
    memory.keep("a", "1");
    equal(Deno.statSync(path).ino, before);
  }));

Deno.test("sourceMemory() takes a damaged file for an empty one and mends it", () =>
  inFolder((folder) => {
    const path = `${folder}/sources.json`;
    for (const text of ["", "{", "null", "[]", '{"a":1}']) {
      Deno.writeTextFileSync(path, text);
      equal(sourceMemory(path).recall("a"), null, text);
    }
    sourceMemory(path).keep("a", "1");
    equal(sourceMemory(path).recall("a"), "1");
  }));

Deno.test("sourceMemory() does without a folder that cannot be written", () => {
  const memory = sourceMemory("/proc/none/sources.json");
  memory.keep("a", "1");
  equal(memory.recall("a"), null);
  NO_MEMORY.keep("a", "1");
  equal(NO_MEMORY.recall("a"), null);
});
