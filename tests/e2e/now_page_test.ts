/**
 * A person opens the page of the real service with a simulated meter. Goal: what the meter says is
 * on the screen within two seconds, at every width, in both themes, without a single complaint.
 */
import { deepEqual, equal, ok } from "node:assert/strict";
import type { Browser, Page } from "playwright-core";
import type { LiveEvent } from "#model/live_event.ts";
import { CHROMIUM, complaintsOf, openBrowser } from "#tests/support/browser.ts";
import { until } from "#tests/support/deadline.ts";
import { isMissing } from "#tests/support/needs.ts";
import { Service } from "#tests/support/service.ts";
import { powerFigure } from "#ui/format.ts";

const WIDTHS = [320, 360, 768, 1280, 1920];
const SEEN_MS_MAX = 2000;
/** Where to leave screenshots; without it none are taken. */
const SHOTS = Deno.env.get("METERD_SCREENSHOTS");

type Visit = { readonly page: Page; readonly complaints: string[] };

async function visit(
  { url }: Service,
  browser: Browser,
  { width, colorScheme = "light" }: { width: number; colorScheme?: "light" | "dark" },
): Promise<Visit> {
  const viewport = { width, height: width < 700 ? 780 : width < 1000 ? 1024 : 900 };
  const context = await browser.newContext({ viewport, colorScheme });
  const page = await context.newPage();
  const complaints = complaintsOf(page, url);
  await page.goto(url);
  await page.waitForSelector(".hero-num");
  await page.waitForSelector(".by-hour canvas");
  return { page, complaints };
}

/** A service with a meter that sends a frame every second or two, and a browser to look at it. */
async function withPage(look: (service: Service, browser: Browser) => Promise<void>) {
  const dataDir = await Deno.makeTempDir();
  try {
    await using service = await Service.start({ dataDir, args: ["--source", "sim:kaifa?seed=7"] });
    await using browser = await openBrowser();
    await look(service, browser);
  } finally {
    await Deno.remove(dataDir, { recursive: true });
  }
}

function endToEnd(name: string, look: (service: Service, browser: Browser) => Promise<void>): void {
  Deno.test({
    name: `page: ${name}`,
    ignore: isMissing(CHROMIUM),
    // The driver of the browser keeps timers and pipes of its own.
    sanitizeOps: false,
    sanitizeResources: false,
    fn: () => withPage(look),
  });
}

endToEnd(
  "shows every change of power within two seconds of the frame",
  async (service, browser) => {
    const { page, complaints } = await visit(service, browser, { width: 1280 });
    const leaving = new AbortController();
    const heard = await service.events(leaving.signal);
    let seen = 0;
    for (let at = heard.length; seen < 3; at++) {
      const { data } = await until(() => heard[at], "a frame");
      const event: Extract<LiveEvent, { kind: "reading" }>["data"] = JSON.parse(data);
      if (event.netW === undefined || event.netW === null) continue;
      const texts = (["W", "kW"] as const)
        .map((unit) => powerFigure(Math.abs(event.netW ?? 0), { unit, locale: "en-GB" }))
        .map(({ number, unit }) => number + unit);
      const shown = () => page.textContent(".hero-num");
      await until(
        async () => texts.includes(await shown() ?? ""),
        `${texts} on the page`,
        SEEN_MS_MAX,
      );
      seen++;
    }
    leaving.abort();
    deepEqual(complaints, []);
  },
);

endToEnd("fits every width in both themes and complains of nothing", async (service, browser) => {
  for (const width of WIDTHS) {
    for (const colorScheme of ["light", "dark"] as const) {
      const { page, complaints } = await visit(service, browser, { width, colorScheme });
      for (const view of ["now", "status"]) {
        await page.evaluate((view) => location.hash = `#/${view}`, view);
        await page.waitForSelector(view === "now" ? ".power-curve canvas" : ".sums");
        const tooWide = await page.evaluate(() =>
          document.documentElement.scrollWidth - document.documentElement.clientWidth
        );
        equal(tooWide, 0, `${view} at ${width}`);
        if (SHOTS !== undefined) {
          await page.screenshot({ path: `${SHOTS}/${view}-${width}-${colorScheme}.png` });
        }
      }
      deepEqual(complaints, [], `at ${width} ${colorScheme}`);
      await page.context().close();
    }
  }
});

endToEnd("can be used by keyboard and read as tables", async (service, browser) => {
  const { page, complaints } = await visit(service, browser, { width: 1280 });
  await page.focus(".by-hour");
  await page.keyboard.press("End");
  ok(await page.locator(".by-hour .floatcard").isVisible());
  await page.keyboard.press("Escape");
  equal(await page.locator(".by-hour .floatcard").count(), 0);
  for (const shown of [1, 2]) {
    await page.getByRole("button", { name: "Show as table" }).first().focus();
    await page.keyboard.press("Enter");
    const tables = page.locator(".in-chart tbody tr:first-child");
    await until(async () => await tables.count() === shown, `${shown} tables`);
  }
  deepEqual(complaints, []);
});

endToEnd("says that the service is away, and finds it again", async (service, browser) => {
  const { page } = await visit(service, browser, { width: 360 });
  const port = new URL(service.url).port;
  await service.kill();
  await page.waitForSelector("text=No connection to meterd");
  const dataDir = await Deno.makeTempDir();
  await using again = await Service.start({
    dataDir,
    args: ["--source", "sim:kaifa?seed=7", "--http", `127.0.0.1:${port}`],
  });
  equal(new URL(again.url).port, port);
  await page.waitForSelector("text=No connection to meterd", { state: "detached" });
  await page.waitForSelector(".dir .live i");
});
