/**
 * Wall-clock time of the meter's zone, which need not be the zone of the phone. Days have 23, 24 or
 * 25 hours; where an hour begins is asked of `Intl`, never computed from 24.
 */

const HOUR_MS = 3_600_000;

type Style = "time" | "seconds" | "hour" | "month" | "dayTime" | "full";

const STYLES: Record<Style, Intl.DateTimeFormatOptions> = {
  time: { hour: "2-digit", minute: "2-digit" },
  seconds: { hour: "2-digit", minute: "2-digit", second: "2-digit" },
  hour: { hour: "2-digit" },
  month: { month: "long" },
  dayTime: { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" },
  full: { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", second: "2-digit" },
};

const formats = new Map<string, Intl.DateTimeFormat>();

export type ZoneLocale = { readonly zone: string; readonly locale: string };

/** An instant as the zone's clocks and calendar show it. */
export function zoneTime(atMs: number, style: Style, { zone, locale }: ZoneLocale): string {
  const key = `${style} ${zone} ${locale}`;
  let format = formats.get(key);
  if (format === undefined) {
    format = new Intl.DateTimeFormat(locale, {
      ...STYLES[style],
      hourCycle: "h23",
      timeZone: zone,
    });
    formats.set(key, format);
  }
  return format.format(atMs);
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** What the zone's wall clock shows, as if it were UTC. */
function wallMs(atMs: number, zone: string): number {
  let clock = clocks.get(zone);
  if (clock === undefined) {
    clock = new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
    clocks.set(zone, clock);
  }
  const part: Record<string, number> = {};
  for (const { type, value } of clock.formatToParts(atMs)) part[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** How far the zone's wall clock is ahead of UTC at an instant. */
export function offsetMs(atMs: number, zone: string): number {
  return wallMs(atMs, zone) - Math.floor(atMs / 1000) * 1000;
}

/** The instant at which the zone's present day began. */
export function startOfDayMs(atMs: number, zone: string): number {
  const wallDayMs = Math.floor(wallMs(atMs, zone) / 86_400_000) * 86_400_000;
  // The offset at midnight may differ from the present one; a second look settles it.
  const guessMs = wallDayMs - offsetMs(atMs, zone);
  return wallDayMs - offsetMs(guessMs, zone);
}

/** The instant at which the zone's present month began. */
export function startOfMonthMs(atMs: number, zone: string): number {
  const wall = new Date(wallMs(atMs, zone));
  const wallMonthMs = Date.UTC(wall.getUTCFullYear(), wall.getUTCMonth(), 1);
  return wallMonthMs - offsetMs(wallMonthMs - offsetMs(atMs, zone), zone);
}

/** The instant at which the zone's present clock hour began. */
export function startOfHourMs(atMs: number, zone: string): number {
  const aheadMs = offsetMs(atMs, zone);
  return Math.floor((atMs + aheadMs) / HOUR_MS) * HOUR_MS - aheadMs;
}

/** The beginnings of all hours of the day that holds an instant: 23, 24 or 25. */
export function hoursOfDayMs(atMs: number, zone: string): number[] {
  const fromMs = startOfDayMs(atMs, zone);
  const toMs = startOfDayMs(fromMs + 30 * HOUR_MS, zone);
  const hours: number[] = [];
  for (let hourMs = fromMs; hourMs < toMs; hourMs += HOUR_MS) hours.push(hourMs);
  return hours;
}
