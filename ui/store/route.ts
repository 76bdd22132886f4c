/** Which view the address names. The part behind `#` never reaches the server. */
import { signal } from "@preact/signals";

export const ROUTES = ["now", "status"] as const;
export type Route = typeof ROUTES[number];

export function routeOf(hash: string): Route {
  const name = hash.replace(/^#\/?/, "").split("?")[0];
  return ROUTES.find((route) => route === name) ?? "now";
}

export const route = signal<Route>("now");

/** Follows the address, for as long as the page lives. */
export function startRoute(): void {
  const follow = () => route.value = routeOf(location.hash);
  addEventListener("hashchange", follow);
  follow();
}
