import { deepEqual, equal } from "node:assert/strict";
import { ImportPreview } from "#actors/web/import_preview.ts";
import { ImportAnswer } from "#actors/web/routes/import.ts";
import type { EnergyPoint } from "#model/energy.ts";
import { freshSeed, seeded } from "#tests/support/random.ts";
import { QuarterMemory } from "#tests/support/quarter_memory.ts";
import { webClient } from "#tests/support/web_client.ts";
import { testView } from "#tests/support/web_view.ts";

const QUARTER_MS = 900_000;
/** 2026-01-04 00:00 in Oslo. */
const MIDNIGHT_MS = Date.UTC(2026, 0, 3, 23);
const CSV = "Fra;Til;Forbruk kWh\n" +
  "04.01.2026 00:00;04.01.2026 01:00;1,2\n" +
  "04.01.2026 01:00;04.01.2026 02:00;0,8\n" +
  "mandag;04.01.2026 03:00;x\n" +
  "04.02.2027 01:00;04.02.2027 02:00;0,8\n";

function house(points: readonly EnergyPoint[] = []) {
  const memory = new QuarterMemory(points);
  const client = webClient(testView(memory.answers()));
  const send = (query: string, body: BodyInit) =>
    client.ask(`/api/v1/history/import?${query}`, { method: "POST", body });
  return { memory, send, ...client };
}

function known(atMs: number, importWh: number): EnergyPoint {
  return { atMs, importWh, exportWh: 0, coverage: 1, quality: "measured", estimatedWh: 0 };
}

Deno.test("POST /api/v1/history/import?preview=true says what a file would do, and does nothing", async () => {
  const { memory, send } = house([known(MIDNIGHT_MS, 300), known(MIDNIGHT_MS + QUARTER_MS, 299)]);
  const { status, body } = await send("preview=true&policy=replace", CSV);
  equal(status, 200);
  const { first, rejected, conflicts, ...counts } = ImportPreview.parse(body);
  deepEqual(counts, {
    ...{ meter: "main", kind: "csv", spans: 3, leftOut: 1, notes: [] },
    ...{ fromMs: MIDNIGHT_MS, toMs: MIDNIGHT_MS + 8 * QUARTER_MS, importWh: 2000, exportWh: 0 },
    quarters: { fresh: 6, same: 1, differing: 1, taken: 1 },
  });
  deepEqual(first[0], {
    ...{ fromMs: MIDNIGHT_MS, toMs: MIDNIGHT_MS + 4 * QUARTER_MS },
    ...{ label: "2026-01-04 00:00", importWh: 1200, exportWh: null },
  });
  deepEqual(rejected.map(({ line }) => line), [4]);
  deepEqual(conflicts, [{
    ...{ atMs: MIDNIGHT_MS + QUARTER_MS, label: "2026-01-04 00:15", quality: "measured" },
    ...{ known: { importWh: 299, exportWh: 0 }, wanted: { importWh: 300, exportWh: null } },
    isTaken: true,
  }]);
  deepEqual(memory.edits, []);
});

Deno.test("POST /api/v1/history/import stores one batch under its policy", async () => {
  const { memory, send } = house([known(MIDNIGHT_MS, 7)]);
  const { body } = await send("note=portal", CSV);
  deepEqual(ImportAnswer.parse(body), {
    ...{ meter: "main", kind: "csv", batch: 1, changed: 7, kept: 1 },
  });
  deepEqual(memory.points("15min").map(({ importWh }) => importWh), [
    ...[7, 300, 300, 300, 200, 200, 200, 200],
  ]);
  deepEqual(
    memory.edits.map(({ kind, note, policy, isUnfinished }) => [kind, note, policy, isUnfinished]),
    [["import", "portal", "keepBetter", true], ["import", "portal", "keepBetter", false]],
  );
});

Deno.test("POST /api/v1/history/import takes a form, its file name is the note", async () => {
  const { memory, send } = house();
  const form = new FormData();
  form.set("file", new File([CSV], "elhub.csv", { type: "text/csv" }));
  equal((await send("", form)).body.changed, 8);
  equal(memory.edits[0]?.note, "elhub.csv");
  const { status, body } = await send("", new FormData());
  deepEqual([status, body.field], [400, "file"]);
});

Deno.test("POST /api/v1/history/import hears what the owner says of the file", async () => {
  const { memory, send } = house();
  const text = "when|a|b\n04.01.2026 01:00|1,5|3\n04.01.2026 02:00|2,5|4\n";
  const options = "zone=Europe/Helsinki&stamps=ending&delimiter=pipe&importColumn=b&timeColumn=1";
  await send(options, text);
  const hours = memory.points("hour");
  deepEqual(hours.map(({ atMs, importWh }) => [atMs, importWh]), [
    [MIDNIGHT_MS - 3_600_000, 3000],
    [MIDNIGHT_MS, 4000],
  ]);
});

Deno.test("POST /api/v1/history/import refuses what it cannot read, and names the field", async () => {
  const { memory, send } = house();
  const empty = await send("", "hello");
  deepEqual([empty.status, empty.body.code], [422, "import-empty"]);
  for (
    const [query, field] of [
      ["zone=Mars/Base", "zone"],
      ["stamps=middle", "stamps"],
      ["policy=coin", "policy"],
      ["preview=maybe", "preview"],
    ] as const
  ) {
    const { status, body } = await send(query, CSV);
    deepEqual([status, body.field], [400, field]);
  }
  const large = await send("", new Uint8Array(17 * 1_048_576));
  deepEqual([large.status, large.body.code], [413, "web-too-large"]);
  deepEqual(memory.edits, []);
});

Deno.test("POST /api/v1/history/import of a file that holds only what is to come stores nothing", async () => {
  const { memory, send } = house();
  const { body } = await send("", "time,kWh\n2027-01-01T00:00Z,1\n2027-01-01T01:00Z,1\n");
  deepEqual([body.batch, body.changed], [null, 0]);
  deepEqual(memory.edits, []);
});

Deno.test("what GET export gives, POST import reads back into an empty house as the same hours", async () => {
  const seed = freshSeed();
  const random = seeded(seed);
  const points: EnergyPoint[] = [];
  for (let atMs = Date.UTC(2025, 1, 20); atMs < Date.UTC(2025, 3, 10); atMs += QUARTER_MS) {
    if (random() < 0.01) atMs += 4 * QUARTER_MS * Math.floor(random() * 40);
    const [importWh, exportWh] = [Math.floor(random() * 4000), Math.floor(random() * 300)];
    points.push({ ...known(atMs, importWh), exportWh });
  }
  const from = house(points);
  for (const step of ["15min", "hour", "day"] as const) {
    for (const style of ["", "&delimiter=semicolon&decimal=comma", "&delimiter=tab"]) {
      const range = `step=${step}&from=2025-02-20&to=2025-04-11${style}`;
      const file = (await from.get(`/api/v1/history/export?${range}`)).body;
      const into = house();
      const { body } = await into.send("", file);
      equal(body.kind, "csv");
      const energies = (memory: QuarterMemory) =>
        memory.points(step).map(({ atMs, importWh, exportWh }) => [atMs, importWh, exportWh]);
      deepEqual(energies(into.memory), energies(from.memory), `${step}${style}, seed ${seed}`);
    }
  }
});
