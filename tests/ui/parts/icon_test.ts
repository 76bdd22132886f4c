/** The sprite in the page. */
import { deepEqual } from "node:assert/strict";
import { filesBelow, ROOT } from "#tests/support/source_files.ts";

Deno.test("Icon: the sprite holds exactly the icons that are used", () => {
  const sprite = Deno.readTextFileSync(`${ROOT}ui/icons.svg`);
  const drawn = [...sprite.matchAll(/id="i-(\w+)"/g)].map((match) => match[1]!);
  const icon = Deno.readTextFileSync(`${ROOT}ui/parts/icon.tsx`);
  const named = [...icon.matchAll(/\| "(\w+)"/g)].map((match) => match[1]!);
  deepEqual(drawn.toSorted(), named.toSorted());
  const others = filesBelow("ui", [".ts", ".tsx"])
    .filter((path) => path !== "ui/parts/icon.tsx")
    .map((path) => Deno.readTextFileSync(`${ROOT}${path}`)).join("\n");
  deepEqual(named.filter((name) => !others.includes(`"${name}"`)), []);
});
