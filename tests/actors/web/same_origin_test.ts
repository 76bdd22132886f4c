import { equal } from "node:assert/strict";
import { Hono } from "hono";
import { sameOrigin } from "#actors/web/same_origin.ts";

const app = new Hono().use(sameOrigin).all("/", (c) => c.text("done"));
app.onError((_thrown, c) => c.text("refused", 403));

const asked = async (headers: Record<string, string>, method = "POST") =>
  (await app.request("/", { method, headers })).status;

Deno.test("sameOrigin lets our own page and programs change things", async () => {
  equal(await asked({}), 200);
  equal(await asked({ "Sec-Fetch-Site": "same-origin", Origin: "http://shelf:8080" }), 200);
  equal(await asked({ "Sec-Fetch-Site": "none" }), 200);
  equal(await asked({ Origin: "http://shelf:8080", Host: "shelf:8080" }), 200);
  const proxied = { "X-Forwarded-Host": "meter.example" };
  equal(await asked({ Origin: "https://meter.example", Host: "shelf:8080", ...proxied }), 200);
});

Deno.test("sameOrigin refuses changes that another site asks for", async () => {
  equal(await asked({ "Sec-Fetch-Site": "cross-site" }), 403);
  equal(await asked({ "Sec-Fetch-Site": "same-site" }), 403);
  equal(await asked({ Origin: "http://evil.example", Host: "shelf:8080" }), 403);
  equal(await asked({ Origin: "http://shelf:9090", Host: "shelf:8080" }), 403);
  equal(await asked({ Origin: "null", Host: "shelf:8080" }), 403);
});

Deno.test("sameOrigin does not stand in the way of reading", async () => {
  equal(await asked({ "Sec-Fetch-Site": "cross-site" }, "GET"), 200);
  equal(await asked({ Origin: "http://evil.example", Host: "shelf:8080" }, "GET"), 200);
});
