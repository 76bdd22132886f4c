/** The web surface over a view, asked in memory. */
import { webApp } from "#actors/web/app.ts";
import type { WebView } from "#actors/web/view.ts";

export function webClient(view: WebView) {
  const internal: string[] = [];
  const hono = webApp(view, (fault) => internal.push(fault.message));
  const ask = async (path: string, init: RequestInit = {}) => {
    const response = await hono.request(path, init);
    const text = await response.text();
    const isJson = response.headers.get("Content-Type")?.includes("json") ?? false;
    return { response, status: response.status, body: isJson ? JSON.parse(text) : text };
  };
  const post = (path: string, body: unknown) =>
    ask(path, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
  return { get: (path: string) => ask(path), ask, post, internal, hono };
}
