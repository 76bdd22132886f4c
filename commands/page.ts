/**
 * The bundled page, read into memory once. In a checkout it is bundled first if a source is newer;
 * an installed build carries it.
 */
import type { Page, PageFile } from "#actors/web/view.ts";
import { asFault, Fault } from "#model/fault.ts";
import type { Log } from "#runtime/log.ts";
import { buildUi } from "#ui/build.ts";

const TYPES: Readonly<Record<string, string>> = {
  html: "text/html; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  css: "text/css; charset=utf-8",
  svg: "image/svg+xml",
  json: "application/json",
};

/** A page that cannot be had leaves the house without a page, not without a reader. */
export async function loadPage(log: Log): Promise<Page> {
  try {
    const { dir, build } = await buildUi();
    const files = new Map<string, PageFile>();
    for await (const { name, isFile } of Deno.readDir(dir)) {
      const type = TYPES[name.slice(name.lastIndexOf(".") + 1)];
      if (!isFile || type === undefined) continue;
      const bytes = await Deno.readFile(`${dir}/${name}`);
      files.set(name, { bytes, type, immutable: name.includes(build) });
    }
    return { build, files };
  } catch (thrown) {
    log.error(new Fault("web-page-missing", { what: asFault(thrown).message, cause: thrown }));
    return { build: "", files: new Map() };
  }
}
