import assert from "node:assert/strict";
import { flockHolder, lockFileHolder } from "#drivers/linux/port_holder.ts";

/** A made-up /proc with minicom as process 4711, and a lock folder. */
async function roots() {
  const root = await Deno.makeTempDir();
  await Deno.mkdir(`${root}/proc/4711`, { recursive: true });
  await Deno.mkdir(`${root}/lock`);
  await Deno.writeTextFile(`${root}/proc/4711/comm`, "minicom\n");
  const at = { proc: `${root}/proc`, lock: `${root}/lock` };
  return {
    ...at,
    async [Symbol.asyncDispose]() {
      await Deno.remove(root, { recursive: true });
    },
  };
}

Deno.test("lockFileHolder() names the living process of a lock file", async () => {
  await using at = await roots();
  await Deno.writeTextFile(`${at.lock}/LCK..ttyUSB0`, "      4711\n");
  assert.equal(lockFileHolder("/dev/ttyUSB0", at), "minicom (process 4711)");
  assert.equal(lockFileHolder("/dev/ttyUSB1", at), null);
});

Deno.test("lockFileHolder() ignores the lock of a dead process, its own and rubbish", async () => {
  await using at = await roots();
  for (const text of ["      4712\n", `${Deno.pid}`, "\u0002binary", ""]) {
    await Deno.writeTextFile(`${at.lock}/LCK..ttyUSB0`, text);
    assert.equal(lockFileHolder("/dev/ttyUSB0", at), null, JSON.stringify(text));
  }
});

Deno.test("flockHolder() finds the process in the kernel's list by device and inode", async () => {
  await using at = await roots();
  const port = await Deno.makeTempFile();
  const { dev, ino } = Deno.statSync(port);
  const hex = (number: number) => number.toString(16).padStart(2, "0");
  const device = `${hex(dev >> 8)}:${hex(dev & 0xff)}`;
  const write = (kind: string, inode: number | null) =>
    Deno.writeTextFile(
      `${at.proc}/locks`,
      `12: ${kind}  ADVISORY  WRITE 4711 ${device}:${inode} 0 EOF\n`,
    );
  await write("FLOCK", ino);
  assert.equal(flockHolder(port, at), "minicom (process 4711)");
  await write("POSIX", ino);
  assert.equal(flockHolder(port, at), null);
  await write("FLOCK", ino! + 1);
  assert.equal(flockHolder(port, at), null);
  await Deno.remove(port);
});
