/** The bundle: small, whole, quick to look at again, and asking nobody else for anything. */
import { deepEqual, equal, ok } from "node:assert/strict";
import { gzipSync } from "node:zlib";
import { buildUi } from "#ui/build.ts";

const SCRIPT_BYTES_MAX = 120 * 1024;

const { dir, build } = await buildUi();
const read = (name: string) => Deno.readTextFileSync(`${dir}/${name}`);

Deno.test("buildUi() stays below 120 KiB of compressed script", () => {
  const bytes = gzipSync(read(`app-${build}.js`)).length;
  ok(bytes <= SCRIPT_BYTES_MAX, `${bytes} bytes`);
});

Deno.test("buildUi() does nothing when nothing changed", async () => {
  const before = Deno.statSync(`${dir}/app-${build}.js`).mtime?.getTime();
  const startedMs = performance.now();
  equal((await buildUi()).build, build);
  ok(performance.now() - startedMs < 500);
  equal(Deno.statSync(`${dir}/app-${build}.js`).mtime?.getTime(), before);
});

Deno.test("buildUi() makes a page of its own files only, without inline script or style", () => {
  const page = read("index.html");
  const links = [...page.matchAll(/(?:src|href)="([^"#]+)"/g)].map((match) => match[1]!);
  deepEqual(links.toSorted(), [`app-${build}.css`, `app-${build}.js`, `mark-${build}.svg`]);
  for (const link of links) ok(Deno.statSync(`${dir}/${link}`).isFile);
  ok(page.includes(`data-build="${build}"`));
  ok(!/<script(?![^>]* src=)|<style| style=/.test(page));
  ok(!/url\(|@import/.test(read(`app-${build}.css`)));
});

Deno.test("buildUi() puts only types of other rooms into the script", () => {
  const script = read(`app-${build}.js`);
  ok(!/ZodError|frame-header-checksum/.test(script));
});
