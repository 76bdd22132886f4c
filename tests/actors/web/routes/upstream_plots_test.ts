import { deepEqual, equal } from "node:assert/strict";
import type { EnergyPoint } from "#model/energy.ts";
import { hourAt } from "#tests/support/hours.ts";
import { QuarterMemory } from "#tests/support/quarter_memory.ts";
import { webClient } from "#tests/support/web_client.ts";
import { NOW_MS, testView } from "#tests/support/web_view.ts";

const HOUR_MS = 3_600_000;
/** The hour of 10 o'clock UTC of the day; it is 12:30 now. */
const TEN_MS = NOW_MS - 2.5 * HOUR_MS;

function house(points: readonly EnergyPoint[] = hourAt(TEN_MS, 1.4)) {
  const memory = new QuarterMemory(points);
  const client = webClient(testView(memory.answers()));
  const form = (path: string, fields: Record<string, string>) =>
    client.ask(path, { method: "POST", body: new URLSearchParams(fields) });
  return { memory, form, ...client };
}

Deno.test("GET /dayplot.json and /monthplot.json are made of the stored quarters", async () => {
  const { get } = house([...hourAt(TEN_MS, 1.4), ...hourAt(TEN_MS - 24 * HOUR_MS, 9)]);
  const { body: day, response } = await get("/dayplot.json");
  deepEqual([day.unit, day.i10, day.e10, day.i12], ["kwh", 1.4, 0, 0]);
  equal(Object.keys(day).length, 49);
  equal(response.headers.get("Cache-Control"), "no-cache, no-store, must-revalidate");
  const { body: month } = await get("/monthplot.json");
  deepEqual([month.i04, month.i05], [9, 0]);
  equal(Object.keys(month).length, 63);
});

Deno.test("POST /dayplot stores what differs and says so in `reboot`", async () => {
  const { memory, form, get } = house();
  const sent = { i10: "2.801", e10: "0.000", i09: "0.5", i08: "0", e08: "", t: "1" };
  const { status, body } = await form("/dayplot", sent);
  deepEqual([status, body], [200, { success: true, message: "", reboot: true }]);
  const [edit] = memory.edits;
  deepEqual([edit?.kind, edit?.note, edit?.changes.length], ["edit", "dayplot", 8]);
  equal((await get("/dayplot.json")).body.i10, 2.801);
  equal((await get("/dayplot.json")).body.i09, 0.5);
  deepEqual(memory.points("15min").slice(-4).map(({ importWh }) => importWh), [
    ...[701, 700, 700, 700],
  ]);
  const again = await form("/dayplot", { i10: "2.801", i09: "0.5" });
  deepEqual(again.body, { success: true, message: "", reboot: false });
  equal((await form("/dayplot", { i10: " " })).body.reboot, false);
  equal(memory.edits.length, 1);
});

Deno.test("POST /dayplot takes what GET /dayplot.json gave without changing anything", async () => {
  const { memory, get, post } = house();
  const { body } = await get("/dayplot.json");
  equal((await post("/dayplot", body)).body.reboot, false);
  deepEqual(memory.edits, []);
});

Deno.test("POST /monthplot takes JSON and shares a day out over its quarters", async () => {
  const { memory, post } = house([]);
  const { body } = await post("/monthplot", { i04: 24, e04: 0.96, i31: 1 });
  deepEqual(body, { success: true, message: "", reboot: true });
  const days = memory.points("day");
  deepEqual(days.map(({ importWh, exportWh }) => [importWh, exportWh]), [[1000, 0], [24_000, 960]]);
  equal(new Set(memory.points("15min").slice(96).map(({ importWh }) => importWh)).size, 1);
});

Deno.test("POST /dayplot and /monthplot refuse what does not fit, key by key", async () => {
  const { memory, form, ask, post } = house();
  const bad = await form("/dayplot", { i10: "-1", e03: "many", i11: "100001", i09: "1" });
  equal(bad.status, 400);
  deepEqual([bad.body.success, bad.body.reboot], [false, false]);
  deepEqual(bad.body.errors, {
    i10: "wants no less than 0",
    e03: "wants kWh",
    i11: "is too much",
  });
  deepEqual((await form("/monthplot", { i45: "1", e00: "2" })).body.errors, {
    i45: "is no hour or day of the chart now",
    e00: "is no hour or day of the chart now",
  });
  equal((await form("/monthplot", { i45: "0" })).status, 200);
  const headers = { "Content-Type": "application/json" };
  const broken = await ask("/dayplot", { method: "POST", headers, body: "{" });
  deepEqual([broken.status, broken.body.errors], [400, { "": "is no JSON object" }]);
  equal((await post("/dayplot", { i10: [1], i09: true })).status, 400);
  equal((await form("/dayplot", { i10: "1".repeat(20_000) })).status, 413);
  deepEqual(memory.edits, []);
});

Deno.test("POST /dayplot is refused to the page of another site", async () => {
  const { memory, ask } = house();
  const { status, body } = await ask("/dayplot", {
    method: "POST",
    headers: { "Sec-Fetch-Site": "cross-site" },
    body: new URLSearchParams({ i10: "0" }),
  });
  deepEqual([status, body.code, memory.edits.length], [403, "web-cross-site", 0]);
});
