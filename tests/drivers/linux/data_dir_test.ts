import { equal } from "node:assert/strict";
import { lockDataDir } from "#drivers/linux/data_dir.ts";

const codeOf = async (dir: string) => {
  const lock = await lockDataDir(dir);
  if (lock.ok) lock.value.close();
  return lock.ok ? null : lock.fault.code;
};

Deno.test("lockDataDir() makes the directory and lets one in at a time", async () => {
  const dir = `${await Deno.makeTempDir()}/data`;
  const first = await lockDataDir(dir);
  equal(first.ok, true);
  equal(await codeOf(dir), "store-busy");
  if (first.ok) first.value.close();
  equal(await codeOf(dir), null);
});

Deno.test("lockDataDir() names a place that cannot hold a directory", async () => {
  equal(await codeOf(`${await Deno.makeTempFile()}/data`), "store-unwritable");
});
