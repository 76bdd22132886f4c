import assert from "node:assert/strict";
import { isWebAddress, requestOf, withoutSecrets } from "#codec/prices/request.ts";

Deno.test("requestOf() joins base, path and query, and posts JSON", () => {
  const get = requestOf("http://mirror.example/a/", {
    path: "/b",
    query: { q: "x y+z", flag: "" },
  });
  assert.ok(get.ok);
  assert.equal(get.value.url, "http://mirror.example/a/b?q=x%20y%2Bz&flag");
  assert.deepEqual([get.value.method, get.value.body], ["GET", null]);
  const post = requestOf("http://mirror.example", { path: "", json: { a: 1 } });
  assert.ok(post.ok);
  assert.deepEqual([post.value.method, post.value.body], ["POST", '{"a":1}']);
  assert.equal(post.value.headers["content-type"], "application/json");
});

Deno.test("requestOf() shows no secret, also when the address has it encoded", () => {
  const request = requestOf("https://x.example", {
    path: "/api",
    query: { token: "a b/c" },
    secrets: ["a b/c"],
  });
  assert.ok(request.ok);
  assert.equal(request.value.shownUrl, "https://x.example/api?token=…");
  assert.equal(withoutSecrets("nothing", ["", "x"]), "nothing");
});

Deno.test("requestOf() refuses bases that are no address of the web", () => {
  for (
    const base of [
      "",
      "x.example",
      "ftp://x",
      "file:///etc",
      "http://",
      "http://a b",
      "http://a\nb",
    ]
  ) {
    const request = requestOf(base, { path: "/x" });
    assert.equal(request.ok ? "good" : request.fault.code, "price-settings", base);
  }
  assert.ok(isWebAddress("http://[::1]:8080/x"));
});
