/** The head of every page: where one is, what time it is there, and whether all is well. */
import { duration } from "../format.ts";
import { nowMs } from "../store/clock.ts";
import { type Light, lightsOf, troubleCount } from "../store/lights.ts";
import { ageMs, freshness, live, parts, zone } from "../store/live.ts";
import { link } from "../store/link.ts";
import { setTheme, theme, THEMES } from "../store/theme.ts";
import { text } from "../text/mod.ts";
import { zoneTime } from "../zone_time.ts";
import type { IconName } from "./icon.tsx";
import { IconButton } from "./icon_button.tsx";
import { Pill } from "./pill.tsx";

export function Head({ title }: { title: string }) {
  return (
    <header class="head">
      <h1>{title}</h1>
      <span class="when">
        {zoneTime(nowMs.value, "dayTime", { zone: zone.value, locale: text.locale })}
      </span>
      <div class="end">
        <Health />
        <ThemeButton />
      </div>
    </header>
  );
}

function Health() {
  if (link.value.state === "broken") return <Pill state="fault">{text.notConnected}</Pill>;
  const isStale = live.value !== null && freshness.value !== "fresh";
  const lights = lightsOf(parts.value, isStale);
  if (lights.length === 0) return null;
  const trouble = troubleCount(lights);
  return (
    <>
      <ul class="lights" aria-label={text.health}>
        {lights.map((light) => (
          <li key={light.id}>
            <Pill state={light.state}>
              {light.id === "meter" ? text.lightMeter : text.partNames[light.id] ?? light.id}
              <LightValue light={light} />
            </Pill>
          </li>
        ))}
      </ul>
      <a class="one" href="#/status">
        <Pill state={trouble > 0 ? "warning" : "ok"}>
          {trouble > 0 ? text.toLookAt(trouble) : text.allWell}
        </Pill>
      </a>
    </>
  );
}

/** What a light says besides its name: nothing when well, the age when the meter is silent. */
function LightValue({ light: { id, state } }: { light: Light }) {
  if (state === "ok") return null;
  const isSilent = id === "meter" && state === "warning" && freshness.value !== "fresh";
  return <span>{isSilent ? duration(ageMs.value, 1) : text.partStates[state]}</span>;
}

const ICONS: Record<typeof THEMES[number], IconName> = { auto: "auto", light: "sun", dark: "moon" };

function ThemeButton() {
  const next = THEMES[(THEMES.indexOf(theme.value) + 1) % THEMES.length]!;
  return (
    <IconButton
      icon={ICONS[theme.value]}
      label={text.theme[theme.value]}
      onPress={() => setTheme(next)}
    />
  );
}
