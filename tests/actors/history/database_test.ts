import assert from "node:assert/strict";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import {
  closeDatabase,
  DATABASE_NAME,
  openDatabase,
  storeFault,
} from "#actors/history/database.ts";
import { MIGRATIONS } from "#actors/history/migrations.ts";

const pathIn = (directory: string) => join(directory, DATABASE_NAME);

Deno.test("openDatabase() migrates a new file to the newest shape and keeps it", () => {
  const directory = Deno.makeTempDirSync();
  for (let round = 0; round < 2; round++) {
    const { database, wasClean } = openDatabase(pathIn(directory));
    assert.equal(wasClean, true);
    assert.equal(
      database.prepare("PRAGMA user_version").get()?.["user_version"],
      MIGRATIONS.length,
    );
    const tables = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all();
    assert.equal(tables.length, 17);
    assert.equal(database.prepare("PRAGMA journal_mode").get()?.["journal_mode"], "wal");
    closeDatabase(database);
  }
});

Deno.test("openDatabase() brings a database of the first version up and keeps its energy", () => {
  const path = pathIn(Deno.makeTempDirSync());
  const old = new DatabaseSync(path);
  old.exec(`${MIGRATIONS[0]}; PRAGMA user_version = 1;
    INSERT INTO meter VALUES (1, 'main', '{"intervals":{"atMs":5},"registerHourMs":7}');
    INSERT INTO energy_15min VALUES (1, 900, 250, 0, 900000, 0, 0);
    INSERT INTO reading_minute VALUES (1, x'00')`);
  old.close();
  const { database } = openDatabase(path);
  const all = (text: string) => database.prepare(text).all().map((row) => ({ ...row }));
  assert.deepEqual(all("SELECT state FROM meter"), [{ state: '{"registerHourMs":7}' }]);
  assert.equal(all("SELECT * FROM energy_15min").length, 1);
  assert.equal(all("SELECT * FROM reading_minute").length, 0);
  database.close();
});

Deno.test("openDatabase() says whether the last use ended in order", () => {
  const path = pathIn(Deno.makeTempDirSync());
  openDatabase(path).database.close();
  const { database, wasClean } = openDatabase(path);
  assert.equal(wasClean, false);
  closeDatabase(database);
});

Deno.test("openDatabase() names a file that is no database", () => {
  const path = pathIn(Deno.makeTempDirSync());
  Deno.writeTextFileSync(path, "rubbish! ".repeat(100));
  assert.throws(() => openDatabase(path), { name: "Fault", code: "store-corrupt" });
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
