/** `/data.json` of amsreader-firmware (chapter 40 §11.1): every key, in its order and decimals. */
import type { RunningEnergy } from "#model/energy.ts";
import type { DistributionSystem } from "#model/meter.ts";
import type { PeakState } from "#model/peaks.ts";
import type { Reading } from "#model/reading.ts";
import type { TemperatureReading } from "#model/temperature.ts";
import { VENDOR_NUMBERS } from "./codes.ts";
import { kwh, rounded } from "./numbers.ts";
import { peaksAccount } from "./tariff_json.ts";
import { mainTemperature } from "./temperature_json.ts";

export type DataFacts = {
  /** The merged state; `null` before the first reading. */
  readonly reading: Reading | null;
  readonly running: RunningEnergy | null;
  /** `null` without a tariff. */
  readonly peaks: PeakState | null;
  readonly temperatures: readonly TemperatureReading[];
  readonly mainFuseA: number;
  readonly productionKwp: number;
  readonly distributionSystem: DistributionSystem;
  /** Lights of board, meter, network and broker, 0 to 3. */
  readonly lights: { em: number; hm: number; wm: number; mm: number };
  readonly meterError: number;
  readonly mqttError: number;
  readonly uptimeS: number;
  readonly memoryFreeBytes: number;
  readonly nowMs: number;
};

const FUSE_A_FALLBACK = 40;

export function dataJson(facts: DataFacts) {
  const reading: Partial<Reading> = facts.reading ?? {};
  const { importW = 0, exportW = 0 } = reading;
  return {
    im: fullScaleW(facts),
    om: facts.productionKwp,
    mf: facts.mainFuseA || FUSE_A_FALLBACK,
    i: Math.round(importW),
    e: Math.round(exportW),
    w: Math.round(importW - exportW),
    ri: rounded(reading.importVar, 0),
    re: rounded(reading.exportVar, 0),
    ic: kwh(reading.importWh),
    ict1: kwh(reading.importWhT1),
    ict2: kwh(reading.importWhT2),
    ec: kwh(reading.exportWh),
    ect1: kwh(reading.exportWhT1),
    ect2: kwh(reading.exportWhT2),
    ric: kwh(reading.importVarh),
    rec: kwh(reading.exportVarh),
    f: rounded(reading.powerFactor, 2),
    l1: phase(reading, "l1"),
    l2: { ...phase(reading, "l2"), e: reading.l2AMissing ?? false },
    l3: phase(reading, "l3"),
    v: 0,
    r: 0,
    t: mainTemperature(facts.temperatures),
    u: facts.uptimeS,
    m: facts.memoryFreeBytes,
    ...facts.lights,
    me: facts.mqttError,
    sa: facts.lights.mm,
    p: null,
    px: null,
    mt: facts.reading === null ? 0 : VENDOR_NUMBERS[facts.reading.vendor],
    ds: facts.distributionSystem,
    ea: energyAccount(facts),
    pe: false,
    pr: "",
    pc: "",
    he: facts.meterError,
    ee: 0,
    c: Math.floor(facts.nowMs / 1000),
    a: true,
  };
}

function phase(reading: Partial<Reading>, line: "l1" | "l2" | "l3") {
  return {
    u: rounded(reading[`${line}V`], 2),
    i: rounded(reading[`${line}A`], 2),
    p: rounded(reading[`${line}ImportW`], 0),
    q: rounded(reading[`${line}ExportW`], 0),
    f: rounded(reading[`${line}PowerFactor`], 2),
  };
}

/** Running sums and peaks; cost and income join with the prices. */
function energyAccount({ running, peaks }: DataFacts) {
  const span = (name: "hour" | "day" | "month") => ({
    u: rounded((running?.[name].importWh ?? 0) / 1000, 2),
    c: 0,
    p: rounded((running?.[name].exportWh ?? 0) / 1000, 2),
    i: 0,
  });
  return { ...peaksAccount(peaks), h: span("hour"), d: span("day"), m: span("month") };
}

/** Full scale of the import gauge, W (chapter 40 §3.1). */
function fullScaleW({ reading, mainFuseA, distributionSystem }: DataFacts): number {
  const fuseA = mainFuseA || FUSE_A_FALLBACK;
  const lineV = distributionSystem === 2 ? 400 : 230;
  if (reading?.l1V === undefined) return reading?.threePhase ? 20_000 : 10_000;
  if (reading.threePhase) return Math.floor(fuseA * Math.sqrt(3) * lineV);
  return reading.twoPhase ? fuseA * lineV : fuseA * 230;
}
