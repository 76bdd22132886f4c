/**
 * The newest state of a meter across its telegrams (chapter 10 §10): every field as last heard, and
 * registers that go on by integration while a meter sends only power. The state is plain data: one
 * that was stored and read again goes on as if there had been no pause.
 */
import type { Newest } from "#model/energy.ts";
import type { MeterReading, Reading } from "#model/reading.ts";
import { GAP_MS, type Moment, momentOf, passageOf } from "./passage.ts";
import { nextPower, type Power } from "./power.ts";

/** Registers that are estimated between two lists that say them. */
const ESTIMATED = ["importWh", "exportWh", "importVarh", "exportVarh"] as const;
type Estimated = typeof ESTIMATED[number];

/** All that is remembered between two telegrams. */
export type NewestState = {
  /** Every field as the meter itself last said it. */
  readonly heard: Reading;
  /** By register: what flowed since the meter said it, Wh or varh. None for one just said. */
  readonly flowed: Readonly<Partial<Record<Estimated, number>>>;
  /** When the last telegram came, and the last of list type 2 or higher. */
  readonly last: Moment;
  readonly lastLong: Moment | null;
};

/** What became of the state. */
export type Merged = {
  readonly state: NewestState;
  /** The telegram's registers are those of the hour before, sent once more (§10.3). */
  readonly isStale: boolean;
};

/** A list of type 1 says power alone: who sent it, over how many phases, longer ones say. */
const LONG_LIST_FIELDS = ["vendor", "threePhase", "twoPhase"] as const;
/** What an old list says again instead of the truth. */
const STALE_FIELDS = [...ESTIMATED, "meterTime"] as const;
/** From so much integrated energy on, registers that did not move are old ones. */
const STALE_WH = 1_000;

/**
 * The state after a reading: said fields replace, unsaid ones stay, the list type never goes down.
 * Power is what the rules for short lists make of it (`nextPower`). `null` is the state before the
 * first reading.
 */
export function merge(
  state: NewestState | null,
  entry: Pick<MeterReading, "reading" | "frame">,
): Merged {
  const { reading } = entry;
  const last = momentOf(entry);
  const lastLong = reading.listType >= 2 ? last : state?.lastLong ?? null;
  if (state === null) {
    return { isStale: false, state: { heard: reading, flowed: {}, last, lastLong } };
  }
  const isStale = repeatsRegisters(state, reading);
  const said = isStale ? without(reading, STALE_FIELDS) : reading;
  const power = powerAfter(state.heard, said);
  const heard = heardAfter(state.heard, said, power);
  const flowed = flowedAfter(state, said, { power, now: last });
  return { isStale, state: { heard, flowed, last, lastLong } };
}

/** The state as outputs show it: registers with what was integrated, and marked when they are. */
export function newestOf({ heard, flowed }: NewestState): Newest {
  const newest: Newest = { ...heard };
  for (const field of ESTIMATED) {
    const wh = flowed[field];
    if (wh === undefined) continue;
    newest[field] = Math.round((heard[field] ?? 0) + wh);
    newest.registersEstimated = true;
  }
  return newest;
}

/**
 * Some Aidon meters send the hour's list with the registers of the hour before. That a house used
 * nothing is told apart by the integral: it has to be below 1 kWh then.
 */
function repeatsRegisters({ heard, flowed }: NewestState, reading: Reading): boolean {
  if (heard.vendor !== "aidon" || reading.vendor !== "aidon") return false;
  const { importWh, exportWh } = flowed;
  if (importWh === undefined || reading.importWh === undefined) return false;
  return netWh(reading) === netWh(heard) && Math.abs(importWh - (exportWh ?? 0)) >= STALE_WH;
}

function netWh({ importWh = 0, exportWh = 0 }: Pick<Reading, "importWh" | "exportWh">): number {
  return importWh - exportWh;
}

function heardAfter(heard: Reading, said: Reading, { importW, exportW }: Power): Reading {
  const news: Partial<Reading> = said.listType === 1 ? without(said, LONG_LIST_FIELDS) : said;
  return {
    ...heard,
    ...news,
    listType: heard.listType > said.listType ? heard.listType : said.listType,
    ...(importW === null ? {} : { importW }),
    ...(exportW === null ? {} : { exportW }),
  };
}

/**
 * Chapter 10 §10.2: the mean of both ends over the time between. Import flows with every telegram,
 * the rest only with those that say it.
 */
function flowedAfter(
  { heard, flowed: before, last, lastLong }: NewestState,
  said: Reading,
  { power, now }: { readonly power: Power; readonly now: Moment },
): NewestState["flowed"] {
  const flowed: Partial<Record<Estimated, number>> = {};
  const hours = hoursBetween(last, now);
  const longHours = said.listType === 1 ? 0 : hoursBetween(lastLong, now);
  const add = (field: Estimated, meanW: number, overHours: number) => {
    if (heard[field] === undefined || said[field] !== undefined) return;
    flowed[field] = (before[field] ?? 0) + meanW * overHours;
  };
  add("importWh", meanW(heard.importW, power.importW), hours);
  add("exportWh", meanW(heard.exportW, power.exportW), longHours);
  add("importVarh", meanW(heard.importVar, said.importVar), longHours);
  add("exportVarh", meanW(heard.exportVar, said.exportVar), longHours);
  return flowed;
}

function powerAfter({ importW, exportW }: Reading, said: Reading): Power {
  return nextPower({ importW: importW ?? null, exportW: exportW ?? null }, said);
}

/** Mean of both ends; nothing flows when it has come to rest. */
function meanW(fromW: number = 0, toW: number | null = 0): number {
  return toW !== null && toW > 0 ? (fromW + toW) / 2 : 0;
}

/** Hours to integrate over: none when nothing was heard for long. */
function hoursBetween(before: Moment | null, now: Moment): number {
  const spanMs = before === null ? 0 : passageOf(before, now).spanMs;
  return spanMs <= GAP_MS ? spanMs / 3_600_000 : 0;
}

function without<K extends keyof Reading>(
  reading: Reading,
  fields: readonly K[],
): Omit<Reading, K> {
  const rest: Partial<Reading> = { ...reading };
  for (const field of fields) delete rest[field];
  return rest as Omit<Reading, K>;
}
