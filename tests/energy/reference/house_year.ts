/**
 * A house for months: what it truly uses, and what a reader with 1 % lost frames and power cuts
 * hears of it. The house changes its power every 10 s, and a telegram says the mean since the one
 * before, so that errors come from loss alone.
 */
import type { MeterReading, Reading } from "#model/reading.ts";
import type { Zone } from "#model/zone.ts";

/** `fast`: registers every 10 s. `hourly`: power every 10 s, registers of the hour 10 s late. */
export type MeterKind = "fast" | "hourly";

export type HouseYear = {
  readonly zone: Zone;
  readonly kind: MeterKind;
  readonly fromMs: number;
  readonly toMs: number;
  readonly cuts: number;
  readonly random: () => number;
  readonly hear: (entry: MeterReading) => void;
};

/** True energy by quarter, Wh, and what the registers are known to have said at month borders. */
export type Truth = {
  readonly importWh: ReadonlyMap<number, number>;
  readonly borders: readonly Border[];
};

export type Border = {
  readonly atMs: number;
  readonly importWh: number;
  readonly exportWh: number;
};

type Cut = { readonly fromMs: number; readonly toMs: number; readonly isDark: boolean };
type Registers = { readonly atMs: number; readonly importWh: number; readonly exportWh: number };

const STEP_MS = 10_000;
const HOUR_MS = 3_600_000;
const QUARTER_MS = 900_000;
const LOSS = 0.01;
const CUT_MS_MIN = 120_000;
const CUT_MS_MAX = 8 * HOUR_MS;

export function liveYear(year: HouseYear): Truth {
  const { zone, kind, fromMs, toMs, random, hear } = year;
  const cuts = cutsOf(year);
  const house = new House(zone, random);
  const importWh = new Map<number, number>();
  const borders = new Borders(zone, fromMs);
  let [stream, streamFromMs, sent] = [0, fromMs, 0];
  let hour: Registers = { atMs: fromMs, importWh: 0, exportWh: 0 };
  for (let atMs = fromMs; atMs <= toMs + STEP_MS; atMs += STEP_MS) {
    while (cuts[0] !== undefined && cuts[0].toMs < atMs) {
      cuts.shift();
      stream++;
      streamFromMs = atMs - STEP_MS;
    }
    const cut = cuts[0] !== undefined && cuts[0].fromMs <= atMs ? cuts[0] : null;
    const powerW = house.step(atMs, cut?.isDark ?? false);
    const registers = { atMs, ...house.registers };
    const quarterMs = atMs - STEP_MS - (atMs - STEP_MS) % QUARTER_MS;
    importWh.set(
      quarterMs,
      (importWh.get(quarterMs) ?? 0) + Math.max(0, powerW) * STEP_MS / HOUR_MS,
    );
    if (atMs % HOUR_MS === 0) hour = registers;
    const isFirst = atMs === fromMs;
    const isList = kind === "fast" || atMs % HOUR_MS === STEP_MS || isFirst;
    if (!isFirst && (cut !== null || random() < LOSS)) continue;
    const said = kind === "fast" ? registers : hour;
    if (isList) borders.hear(said, kind);
    const fields: Partial<Reading> = isList
      ? {
        listType: 3,
        importWh: said.importWh,
        exportWh: said.exportWh,
        meterTime: new Date(said.atMs).toISOString(),
      }
      : {};
    hear({
      meter: "main",
      reading: {
        vendor: "kaifa",
        listType: 2,
        receivedAtMs: atMs,
        importW: Math.max(0, powerW),
        exportW: Math.max(0, -powerW),
        ...fields,
      },
      frame: { stream: String(stream), endOffset: sent++, tickMs: atMs - streamFromMs },
    });
  }
  return { importWh, borders: borders.known };
}

/** Registers at the borders of local months, as far as telegrams say them. */
class Borders {
  readonly known: Border[] = [];
  #borderMs: number;
  #last: Registers | null = null;

  constructor(readonly zone: Zone, fromMs: number) {
    this.#borderMs = fromMs;
  }

  hear(said: Registers, kind: MeterKind): void {
    const last = this.#last;
    this.#last = said;
    if (said.atMs < this.#borderMs) return;
    const atMs = this.#borderMs;
    this.#borderMs = this.zone.shiftMonthMs(said.atMs, 1);
    if (said.atMs === atMs) {
      this.known.push(said);
    } else if (kind === "fast" && last !== null && said.atMs - last.atMs <= 60_000) {
      const share = (atMs - last.atMs) / (said.atMs - last.atMs);
      const between = (of: "importWh" | "exportWh") =>
        Math.round(last[of] + share * (said[of] - last[of]));
      this.known.push({ atMs, importWh: between("importWh"), exportWh: between("exportWh") });
    }
  }
}

/** Half of the cuts leave the house dark, the others only the reader. */
function cutsOf({ fromMs, toMs, cuts, random }: HouseYear): Cut[] {
  return Array.from({ length: cuts }, (_, at) => {
    const startMs = fromMs + random() * (toMs - fromMs);
    const spanMs = CUT_MS_MIN * (CUT_MS_MAX / CUT_MS_MIN) ** random();
    return { fromMs: startMs, toMs: startMs + spanMs, isDark: at % 2 === 0 };
  }).sort((a, b) => a.fromMs - b.fromMs);
}

/** Base load, a heater that cycles, evenings, a car at night, and the sun. */
class House {
  #importWh = 5_000_000;
  #exportWh = 100_000;
  #heaterW = 0;
  #cookingW = 0;
  #carW = 0;

  constructor(readonly zone: Zone, readonly random: () => number) {}

  get registers(): { importWh: number; exportWh: number } {
    return { importWh: Math.floor(this.#importWh), exportWh: Math.floor(this.#exportWh) };
  }

  /** The 10 s up to an instant; answers with their mean net power, W. */
  step(atMs: number, isDark: boolean): number {
    const { random } = this;
    const localMs = atMs + this.zone.offsetMs(atMs);
    const hour = (localMs % (24 * HOUR_MS)) / HOUR_MS;
    const summer = (1 - Math.cos(2 * Math.PI * (localMs / (365.25 * 24 * HOUR_MS)))) / 2;
    if (random() < 0.01) this.#heaterW = random() < 0.75 - 0.6 * summer ? 2000 : 0;
    if (hour >= 16 && hour < 21 ? random() < 0.002 : random() < 0.0002) {
      this.#cookingW = Math.round(4500 * random());
    } else if (random() < 0.01) this.#cookingW = 0;
    if (hour >= 22 && random() < 0.001) this.#carW = 7200;
    else if (random() < 0.0012) this.#carW = 0;
    const sunW = Math.max(0, Math.sin((hour - 5) / 16 * Math.PI)) * summer * 6000 * random();
    const loadW = 250 + 100 * random() + this.#heaterW + this.#cookingW + this.#carW;
    const powerW = isDark ? 0 : Math.round(loadW - sunW);
    this.#importWh += Math.max(0, powerW) * STEP_MS / HOUR_MS;
    this.#exportWh += Math.max(0, -powerW) * STEP_MS / HOUR_MS;
    return powerW;
  }
}
