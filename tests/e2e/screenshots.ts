/** `deno task screenshots`: the pages of the demo for the docs, at two widths and themes. */
import { openBrowser } from "#tests/support/browser.ts";
import { ROOT } from "#tests/support/source_files.ts";
import { Service } from "#tests/support/service.ts";

const FOLDER = `${ROOT}docs/screenshots`;
/** Frames of the first seconds make the newest part of the curve. */
const SETTLE_MS = 20_000;

await Deno.mkdir(FOLDER, { recursive: true });
await using service = await Service.start({});
await using browser = await openBrowser();
await new Promise((wake) => setTimeout(wake, SETTLE_MS));
for (const view of ["now", "status"]) {
  for (const [width, height] of [[360, 780], [1280, 900]] as const) {
    for (const colorScheme of ["light", "dark"] as const) {
      const viewport = { width, height };
      const context = await browser.newContext({ viewport, colorScheme });
      const page = await context.newPage();
      await page.goto(`${service.url}#/${view}`);
      await page.waitForSelector(view === "now" ? ".by-hour canvas" : ".sums");
      if (view === "now") await page.getByRole("button", { name: "24 h" }).first().click();
      await new Promise((wake) => setTimeout(wake, 1_000));
      await page.screenshot({ path: `${FOLDER}/${view}-${width}-${colorScheme}.png` });
      await context.close();
    }
  }
}
// Asked to stop, the demo takes its temporary folder with it.
await service.stop();
