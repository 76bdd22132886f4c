import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { MIGRATIONS } from "#actors/history/migrations.ts";
import { packMinute } from "#actors/history/minute.ts";
import { Rows } from "#actors/history/rows/rows.ts";
import { meterReading } from "#tests/support/readings.ts";

const DAY_MS = 86_400_000;
const NOW_MS = 500 * DAY_MS;

Deno.test("Rows.prune() takes away old rows, a bounded number at a time, and no others", () => {
  const database = new DatabaseSync(":memory:");
  for (const migration of MIGRATIONS) database.exec(migration);
  const rows = new Rows(database, () => {});
  const { id } = rows.meter("main");
  const ten = database.prepare("INSERT INTO power_10s VALUES (?, ?, 1, 0, 1, 1)");
  const minute = database.prepare("INSERT INTO reading_minute VALUES (?, ?)");
  const block = packMinute([meterReading(0)]);
  database.exec("BEGIN");
  for (let atMs = NOW_MS - 8 * DAY_MS; atMs < NOW_MS; atMs += 10_000) ten.run(id, atMs / 1000);
  for (let atMs = NOW_MS - 4 * DAY_MS; atMs < NOW_MS; atMs += 60_000) {
    minute.run(atMs / 60_000 * 256 + id, block);
  }
  database.exec("COMMIT");
  const count = (table: string) =>
    Number(database.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.["n"]);

  rows.prune(id, NOW_MS);
  assert.equal(count("power_10s"), 8 * 8640 - 720);
  assert.equal(count("reading_minute"), 4 * 1440 - 240);
  for (let round = 0; round < 20; round++) rows.prune(id, NOW_MS);
  assert.equal(count("power_10s"), 7 * 8640);
  assert.equal(count("reading_minute"), 3 * 1440);
  database.close();
});
