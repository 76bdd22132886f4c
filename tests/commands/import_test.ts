/** Import and export as a person uses them: on a data directory of its own, and on a service. */
import assert from "node:assert/strict";
import { exportCommand } from "#commands/export.ts";
import { importCommand } from "#commands/import.ts";
import { house } from "../../main.ts";
import { Fault } from "#model/fault.ts";
import { lockDataDir } from "#drivers/linux/data_dir.ts";
import { testTerminal } from "#tests/support/command_line.ts";

const TABLE = "tid;kWh\n2026-01-05 10:00;1,5\n2026-01-05 11:00;2,25\n";
const DAY = ["--from", "2026-01-05", "--to", "2026-01-06"];

async function imported(dataDir: string, ...args: string[]) {
  const io = { ...testTerminal(), stdin: () => Promise.resolve(new TextEncoder().encode(TABLE)) };
  assert.equal(await importCommand(house).run(["--data", dataDir, ...args], io), 0);
  return JSON.parse(io.said.join("\n")) as Record<string, unknown>;
}

/** Hours in the file that an export writes, as `start kWh`. */
async function exported(dataDir: string): Promise<string[]> {
  const file = `${dataDir}/out.csv`;
  const io = testTerminal();
  assert.equal(await exportCommand(house).run(["--data", dataDir, ...DAY, file], io), 0);
  const rows = (await Deno.readTextFile(file)).trim().split("\r\n").slice(1);
  return rows.map((row) => row.split(",")).map((cells) => `${cells[2]} ${cells[3]} ${cells[7]}`);
}

Deno.test("import shows, stores and takes back what a file holds; export writes it", async () => {
  const dataDir = await Deno.makeTempDir();
  const preview = await imported(dataDir, "--preview", "-");
  assert.deepEqual([preview["kind"], preview["importWh"]], ["csv", 3750]);
  assert.deepEqual(await exported(dataDir), []);
  const stored = await imported(dataDir, "-");
  assert.equal(stored["changed"], 8);
  assert.deepEqual(await exported(dataDir), [
    "2026-01-05 10:00 1.500 imported",
    "2026-01-05 11:00 2.250 imported",
  ]);
  await imported(dataDir, "--undo", String(stored["batch"]));
  assert.deepEqual(await exported(dataDir), []);
});

Deno.test("import says what the service refuses, and that a directory is in use", async () => {
  const dataDir = await Deno.makeTempDir();
  const refused = importCommand(house).run(["--data", dataDir, "-"], testTerminal());
  await assert.rejects(refused, (fault: Fault) => {
    return fault.code === "api-refused" && fault.message.includes("No energy was found");
  });
  const lock = await lockDataDir(dataDir);
  assert.ok(lock.ok);
  const busy = importCommand(house).run(["--data", dataDir, "-"], testTerminal());
  await assert.rejects(busy, (fault: Fault) => fault.message.includes("--url"));
  lock.value.close();
});

Deno.test("import and export want their words", async () => {
  const usage = (fault: Fault) => fault.code === "usage";
  await assert.rejects(importCommand(house).run([], testTerminal()), usage);
  await assert.rejects(importCommand(house).run(["--undo", "1", "x"], testTerminal()), usage);
  await assert.rejects(exportCommand(house).run(["--from", "2026-01-01"], testTerminal()), usage);
});
