/** Headless Chromium of the system, driven by playwright-core; asks nobody outside for anything. */
import { type Browser, chromium, type Page } from "playwright-core";

export const CHROMIUM = "chromium";

const QUIET = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: `/usr/bin/${CHROMIUM}`, args: QUIET });
}

/** What a page did that it should not have done, as sentences. */
export function complaintsOf(page: Page, origin: string): string[] {
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") {
      complaints.push(`console ${message.type()}: ${message.text()}`);
    }
  });
  page.on("pageerror", (error) => complaints.push(`error: ${error.message}`));
  page.on("request", (request) => {
    if (!request.url().startsWith(origin)) complaints.push(`asked a stranger: ${request.url()}`);
  });
  page.on("requestfailed", (request) => {
    // The browser itself ends the event stream when the page is left.
    if (!request.url().endsWith("/events")) complaints.push(`failed: ${request.url()}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) complaints.push(`${response.status()}: ${response.url()}`);
  });
  return complaints;
}
