import { deepEqual, equal } from "node:assert/strict";
import { Fault } from "#model/fault.ts";
import { faultStatus } from "#model/status.ts";
import { LIST_3, storedReading } from "#tests/support/examples.ts";
import { webClient } from "#tests/support/web_client.ts";
import { NOW_MS, testView } from "#tests/support/web_view.ts";

Deno.test("webApp() answers health without a login and nothing else without a password", async () => {
  const { get } = webClient(testView({}, []));
  deepEqual((await get("/healthz")).body, { alive: true });
  equal((await get("/is-alive")).status, 200);
  for (const path of ["/", "/data.json", "/api/v1/now", "/api/v1/status", "/api/v1/events"]) {
    const { status, body } = await get(path);
    deepEqual([status, body.code], [403, "web-no-password"], path);
  }
});

Deno.test("webApp() is ready when history and decoder run", async () => {
  const actor = (name: string, state: "running" | "waiting") => ({
    name,
    state,
    group: "pipeline",
    generation: 1,
    crashes: 0,
    hangs: 0,
    lastFault: null,
    counters: {},
  });
  const view = testView();
  const report = (state: "running" | "waiting") => () => ({
    ...view.report(),
    actors: [actor("history", state), actor("decoder:main", "running")],
  });
  equal((await webClient({ ...view, report: report("running") }).get("/readyz")).status, 200);
  const { status, body } = await webClient({ ...view, report: report("waiting") }).get("/readyz");
  deepEqual([status, body.missing], [503, ["history"]]);
  const fault = faultStatus("history", new Fault("store-full"), NOW_MS);
  view.state.status(fault);
  const full = await webClient({ ...view, report: report("running") }).get("/readyz");
  deepEqual([full.status, full.body.missing], [503, ["store"]]);
});

Deno.test("webApp() answers faults as problem details with a hint", async () => {
  const { get, internal } = webClient(testView());
  const { response, body } = await get("/nothing/here");
  equal(response.status, 404);
  equal(response.headers.get("Content-Type"), "application/problem+json");
  equal(body.code, "web-not-found");
  equal(typeof body.detail, "string");
  deepEqual(internal, []);
});

Deno.test("webApp() tells a browser in plain words that the house is closed", async () => {
  const { hono } = webClient(testView({}, []));
  const response = await hono.request("/", { headers: { Accept: "text/html,*/*" } });
  const text = await response.text();
  equal(response.status, 403);
  equal(text.includes("<h1>No password is set, so the page stays closed</h1>"), true);
  equal(text.includes("--set web.security=none"), true);
  const odd = await hono.request("/healthz/<b>", { headers: { Accept: "text/html" } });
  equal((await odd.text()).includes("<b>"), false);
});

Deno.test("webApp() sends a policy that allows our own origin only", async () => {
  const { get } = webClient(testView());
  const { headers } = (await get("/data.json")).response;
  equal(headers.get("Content-Security-Policy"), "default-src 'self'; img-src 'self' data:");
  equal(headers.get("X-Content-Type-Options"), "nosniff");
});

Deno.test("a history that does not answer becomes 503 with Retry-After", async () => {
  const view = testView({ readings: () => new Promise<never>(() => {}) });
  const { hono } = webClient(view);
  const asked = hono.request("/api/v1/readings");
  await view.clock.advance(5_000);
  const response = await asked;
  deepEqual([response.status, response.headers.get("Retry-After")], [503, "5"]);
});

Deno.test("GET /data.json, /sysinfo.json and /realtime.json keep upstream's shape", async () => {
  const view = testView({
    power: () => [{ atMs: NOW_MS - 10_000, netW: 500, netWMin: 400, netWMax: 600 }],
  });
  view.state.reading(storedReading());
  const { get } = webClient(view);
  const data = (await get("/data.json")).body;
  deepEqual([data.i, data.ic, data.u, data.c], [2345, 48_231.127, 60, NOW_MS / 1000]);
  const { body: sysinfo, response } = await get("/sysinfo.json?t=1");
  equal(response.headers.get("Cache-Control"), "no-cache, no-store, must-revalidate");
  deepEqual([sysinfo.chip, sysinfo.chipId, sysinfo.meter.mfg, sysinfo.clock_offset], [
    "linux-aarch64",
    "abcdef",
    1,
    1,
  ]);
  deepEqual((await get("/realtime.json?offset=0&size=3")).body.data, [500, 500, 0]);
  equal((await get("/realtime.json?size=9999")).body.data.length, 360);
});

Deno.test("webApp() lets a browser keep the files of the page, and nothing else", async () => {
  const bytes = new Uint8Array(1);
  const files = new Map([
    ["index.html", { bytes, type: "text/html", immutable: false }],
    ["app.1234.js", { bytes, type: "text/javascript", immutable: true }],
  ]);
  const { get } = webClient({ ...testView(), page: { build: "b", files } });
  const kept = async (path: string) => (await get(path)).response.headers.get("Cache-Control");
  equal(await kept("/"), "no-cache");
  equal(await kept("/app.1234.js"), "public, max-age=31536000, immutable");
  equal(await kept("/api/v1/status"), "no-store");
  equal(await kept("/data.json"), "no-cache, no-store, must-revalidate");
});

Deno.test("HEAD /api/v1/events takes no place among the listeners", async () => {
  const view = testView();
  const { hono } = webClient(view);
  const { status, headers } = await hono.request("/api/v1/events", { method: "HEAD" });
  deepEqual([status, headers.get("Content-Type")], [200, "text/event-stream"]);
  equal(view.events.clientCount, 0);
});

Deno.test("webApp() answers a request with a broken Host header", async () => {
  const { hono } = webClient(testView());
  const listener = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, hono.fetch);
  try {
    using line = await Deno.connect({ port: listener.addr.port });
    await line.write(new TextEncoder().encode("GET /healthz HTTP/1.1\r\nHost: a b\r\n\r\n"));
    const answer = new Uint8Array(100);
    await line.read(answer);
    equal(new TextDecoder().decode(answer).slice(0, 15), "HTTP/1.1 200 OK");
  } finally {
    await listener.shutdown();
  }
});

Deno.test("webApp() serves the page and its files below the context path and without it", async () => {
  const bytes = new TextEncoder().encode("<html>");
  const view = testView({}, ["web.security=none", "web.contextPath=house"]);
  const file = { bytes, type: "text/html", immutable: false };
  const { hono } = webClient({
    ...view,
    page: { build: "b", files: new Map([["index.html", file]]) },
  });
  const at = async (path: string) => {
    const response = await hono.request(path);
    return `${response.status} ${response.headers.get("Location") ?? await response.text()}`;
  };
  equal(await at("/house/"), "200 <html>");
  equal(await at("/house"), "302 /house/");
  equal(await at("/"), "200 <html>");
  equal((await hono.request("/house/api/v1/status")).status, 200);
  equal((await hono.request("/api/v1/status")).status, 200);
});

Deno.test("GET /api/v1/log gives the newest lines", async () => {
  const view = testView();
  view.book.part("uart").info("listening");
  const { body } = await webClient(view).get("/api/v1/log");
  deepEqual(body, [{ atMs: NOW_MS, level: "info", part: "uart", text: "listening" }]);
});

Deno.test("GET /api/v1/quarantine gives the meter's readings that were put aside, with the reason", async () => {
  const view = testView();
  const fault = new Fault("reading-implausible", { what: "importWh is 3" }).view();
  view.quarantine.put({ meter: "main", fault, reading: LIST_3 });
  view.quarantine.put({ meter: "other", fault, reading: LIST_3 });
  const { get } = webClient(view);
  deepEqual((await get("/api/v1/quarantine")).body, [{ meter: "main", fault, reading: LIST_3 }]);
  equal((await get("/api/v1/quarantine?meter=nobody")).status, 404);
});

Deno.test("a page that was not built says so", async () => {
  equal((await webClient(testView()).get("/")).body.code, "web-page-missing");
});
