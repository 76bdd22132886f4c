/** The words of the page: none missing, none left over, none written past the list. */
import { deepEqual } from "node:assert/strict";
import { filesBelow, ROOT } from "#tests/support/source_files.ts";
import { en } from "#ui/text/en.ts";

const sources = filesBelow("ui", [".ts", ".tsx"])
  .filter((path) => !path.startsWith("ui/text/") && !path.includes("/_"))
  .map((path) => ({ path, text: Deno.readTextFileSync(`${ROOT}${path}`) }));

Deno.test("en: every text is used", () => {
  const all = sources.map(({ text }) => text).join("\n");
  const unused = Object.keys(en).filter((key) =>
    !new RegExp(`\\btext\\.${key}\\b|[{,]\\s*${key}\\s*[,}](?=[^;]*= text;)`).test(all)
  );
  // The rail names its entries by their route.
  deepEqual(unused.filter((key) => key !== "status"), []);
});

Deno.test("en: every part of the house has a name", () => {
  deepEqual(
    ["source", "decoder", "history", "mqtt", "web", "config"].filter((part) => !en.partNames[part]),
    [],
  );
});

Deno.test("en: no view writes words past the list", () => {
  const past = sources.flatMap(({ path, text }) =>
    [...text.matchAll(/>\s*([A-Z][a-z]+[^<>{}]*)<\//g)].map((match) => `${path}: ${match[1]}`)
  );
  deepEqual(past, []);
});
