/** The way around: a bar at the bottom of phones, a rail at the left of everything wider. */
import { duration } from "../format.ts";
import { nowMs } from "../store/clock.ts";
import { house } from "../store/live.ts";
import { type Route, route } from "../store/route.ts";
import { text } from "../text/mod.ts";
import { Icon } from "./icon.tsx";

export function Rail() {
  return (
    <nav class="rail" aria-label={text.mainNavigation}>
      <a class="brandmark" href="#/" aria-label={text.product}>
        <svg width="26" height="20" viewBox="0 0 26 20" aria-hidden="true">
          <rect class="mark-out" x="1" y="6" width="9" height="8" rx="1.5" />
          <rect class="mark-in" x="12" y="6" width="13" height="8" rx="1.5" />
          <rect class="mark-zero" x="10" y="1" width="2" height="18" />
        </svg>
        <b>{text.product}</b>
      </a>
      <ul>
        <Entry to="now" />
        <Entry to="status" />
      </ul>
      <Foot />
    </nav>
  );
}

function Entry({ to }: { to: Route }) {
  return (
    <li>
      <a
        href={to === "now" ? "#/" : `#/${to}`}
        aria-current={route.value === to ? "page" : undefined}
      >
        <Icon name={to} />
        <span>{text[to]}</span>
      </a>
    </li>
  );
}

function Foot() {
  const own = house.value;
  if (own === null) return null;
  return (
    <p class="foot">
      {text.product} {own.version}
      <br />
      {text.up(duration(nowMs.value - own.startedAtMs, 1))}
    </p>
  );
}
