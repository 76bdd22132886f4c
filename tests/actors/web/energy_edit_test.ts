import { deepEqual, equal } from "node:assert/strict";
import type { EnergyRow } from "#model/energy.ts";
import { historyHouse } from "#tests/support/history_house.ts";
import { meterReading } from "#tests/support/readings.ts";
import { seeded } from "#tests/support/random.ts";
import { NOW_MS } from "#tests/support/web_view.ts";

const HOUR_MS = 3_600_000;
const RANGE = "from=2026-01-05&to=2026-01-06";

/** A house that read its meter once a minute for the last hours, in a directory that goes away. */
async function withHouse(
  work: (
    house: ReturnType<typeof historyHouse>,
    other: () => ReturnType<typeof historyHouse>,
  ) => Promise<void>,
): Promise<void> {
  const directories = [Deno.makeTempDirSync(), Deno.makeTempDirSync()];
  const houses: ReturnType<typeof historyHouse>[] = [];
  const open = (at: number) => {
    const house = historyHouse(directories[at]!);
    houses.push(house);
    return house;
  };
  try {
    const house = open(0);
    const random = seeded(20);
    let [importWh, exportWh] = [5_000_000, 70_000];
    for (let atMs = NOW_MS - 9 * HOUR_MS; atMs <= NOW_MS; atMs += 60_000) {
      importWh += Math.floor(random() * 60);
      exportWh += random() < 0.2 ? 3 : 0;
      house.history.accept(meterReading(atMs, { importW: 2000, exportW: 0, importWh, exportWh }));
    }
    await work(house, () => open(1));
  } finally {
    for (const { history } of houses) history.close();
    for (const directory of directories) Deno.removeSync(directory, { recursive: true });
  }
}

const energies = (points: readonly EnergyRow[]) =>
  points.map(({ label, importWh, exportWh }) => [label, importWh, exportWh]);

Deno.test("an edited hour is shown, logged, and undone to what the meter said", async () => {
  await withHouse(async ({ get, post }) => {
    const hours = async () => (await get(`/api/v1/history?step=hour&${RANGE}`)).body.points;
    const before: EnergyRow[] = await hours();
    const edit = { step: "hour", values: [{ at: "2026-01-05T10:00", importKwh: 3.001 }] };
    const { status, body } = await post("/api/v1/history/edits", edit);
    equal(status, 200);
    const edited = (await hours()).find(({ label }: EnergyRow) => label === "2026-01-05 10:00");
    deepEqual([edited.importWh, edited.quality], [3001, "edited"]);
    const [line] = (await get("/api/v1/history/batches")).body.batches;
    deepEqual([line.batch, line.kind, line.quarters, line.undoneAtMs], [
      body.batch,
      "edit",
      4,
      null,
    ]);
    equal((await post(`/api/v1/history/batches/${body.batch}/undo`, undefined)).status, 200);
    deepEqual(await hours(), before);
    equal((await post(`/api/v1/history/batches/${body.batch}/undo`, undefined)).status, 409);
  });
});

Deno.test("an edited /dayplot is the day's history, and can be undone", async () => {
  await withHouse(async ({ get, post, ask }) => {
    const before = (await get("/dayplot.json")).body;
    const form = new URLSearchParams({ ...before, i09: "1.234" });
    const { body } = await ask("/dayplot", { method: "POST", body: form });
    deepEqual(body, { success: true, message: "", reboot: true });
    deepEqual((await get("/dayplot.json")).body, { ...before, i09: 1.234 });
    const [line] = (await get("/api/v1/history/batches")).body.batches;
    deepEqual([line.note, line.quarters], ["dayplot", 4]);
    await post(`/api/v1/history/batches/${line.batch}/undo`, undefined);
    deepEqual((await get("/dayplot.json")).body, before);
  });
});

Deno.test("an export read into an empty store gives the same hours, as one batch that can be undone", async () => {
  await withHouse(async (from, other) => {
    for (const step of ["15min", "hour"] as const) {
      const file = (await from.get(`/api/v1/history/export?step=${step}&${RANGE}`)).body;
      const into = other();
      const send = (query: string) =>
        into.ask(`/api/v1/history/import?${query}`, { method: "POST", body: file });
      const preview = (await send("preview=true")).body;
      equal(preview.quarters.fresh > 30, true);
      const stored = (await send("")).body;
      equal(stored.changed, preview.quarters.fresh);
      const rows = async ({ get }: typeof into) =>
        energies((await get(`/api/v1/history?step=${step}&${RANGE}`)).body.points);
      const known = await rows(from);
      // The running quarter, and the running hour, are not over and not taken.
      deepEqual(await rows(into), known.slice(0, -1), step);
      equal((await send("")).body.changed, 0);
      await into.post(`/api/v1/history/batches/${stored.batch}/undo`, undefined);
      deepEqual(await rows(into), []);
      into.history.close();
    }
  });
});
