import assert from "node:assert/strict";
import { join } from "node:path";
import {
  closeDatabase,
  DATABASE_NAME,
  openDatabase,
  storeFault,
} from "#actors/history/database.ts";
import { MIGRATIONS } from "#actors/history/migrations.ts";

const NOW_MS = Date.UTC(2026, 2, 10, 9, 5, 7);

Deno.test("openDatabase() migrates a new file to the newest shape and keeps it", () => {
  const directory = Deno.makeTempDirSync();
  for (let round = 0; round < 2; round++) {
    const { database, corruptPath } = openDatabase(directory, NOW_MS);
    assert.equal(corruptPath, null);
    assert.equal(
      database.prepare("PRAGMA user_version").get()?.["user_version"],
      MIGRATIONS.length,
    );
    const tables = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all();
    assert.equal(tables.length, 8);
    assert.equal(database.prepare("PRAGMA journal_mode").get()?.["journal_mode"], "wal");
    closeDatabase(database);
  }
});

Deno.test("openDatabase() puts a file of rubbish aside and begins a new one", () => {
  const directory = Deno.makeTempDirSync();
  const path = join(directory, DATABASE_NAME);
  for (const name of [path, `${path}-wal`, `${path}-shm`]) Deno.writeTextFileSync(name, "rubbish!");
  const { database, corruptPath } = openDatabase(directory, NOW_MS);
  assert.equal(corruptPath, `${path}.corrupt-20260310T090507Z`);
  assert.equal(Deno.readTextFileSync(`${corruptPath}`), "rubbish!");
  database.close();
});

Deno.test("openDatabase() finds a damaged page after an unclean end", () => {
  const directory = Deno.makeTempDirSync();
  const { database } = openDatabase(directory, NOW_MS);
  const row = database.prepare("INSERT INTO power_10s VALUES (1, ?, 1, 0, 1, 1)");
  for (let at = 0; at < 5000; at++) row.run(at);
  database.close();
  const path = join(directory, DATABASE_NAME);
  const bytes = Deno.readFileSync(path);
  bytes.fill(0xa5, 4096 * 12, 4096 * 20);
  Deno.writeFileSync(path, bytes);
  const second = openDatabase(directory, NOW_MS);
  assert.ok(second.corruptPath !== null);
  second.database.close();
});

Deno.test("storeFault() tells full, damaged, busy, unwritable and our own mistakes apart", () => {
  const code = (thrown: unknown) => storeFault(thrown, "x").code;
  assert.equal(code(new Error("database or disk is full")), "store-full");
  assert.equal(code(Object.assign(new Error("no"), { code: "ENOSPC" })), "store-full");
  assert.equal(code(new Error("database disk image is malformed")), "store-corrupt");
  assert.equal(code(new Error("file is not a database")), "store-corrupt");
  assert.equal(code(new Error("database is locked")), "store-busy");
  assert.equal(code(new Deno.errors.PermissionDenied("no")), "store-unwritable");
  assert.equal(code(new TypeError("x is undefined")), "internal");
});
