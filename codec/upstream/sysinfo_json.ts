/** `/sysinfo.json` of amsreader-firmware (chapter 40 §11.2). */
import type { RunningEnergy } from "#model/energy.ts";
import type { Reading } from "#model/reading.ts";
import { VENDOR_NUMBERS } from "./codes.ts";
import { rounded } from "./numbers.ts";

export type SysinfoFacts = {
  readonly version: string;
  readonly mac: string;
  readonly hostname: string;
  /** `x86_64`, `aarch64`. */
  readonly arch: string;
  readonly reading: Reading | null;
  readonly running: RunningEnergy | null;
  /** 0 none, 1 settings, 2 everything. */
  readonly security: 0 | 1 | 2;
  readonly contextPath: string;
  readonly zone: string;
  /** Local minus UTC now, ms. */
  readonly zoneOffsetMs: number;
  readonly services: readonly { k: string; s: number; e: number; d: string }[];
};

const HOUR_MS = 3_600_000;
/** Every section is shown automatically (2) until the page's own settings come with stage 6. */
// deno-fmt-ignore
const SECTIONS = {
  i: 2, e: 2, v: 2, a: 2, r: 2, c: 2, t: 2, p: 2, d: 2, m: 2, s: 2, l: 2, h: 2, f: 2, k: 2,
} as const;

export function sysinfoJson(facts: SysinfoFacts) {
  const { reading, running } = facts;
  return {
    version: facts.version,
    chip: `linux-${facts.arch}`,
    chipId: facts.mac.replaceAll(":", "").slice(-6).toLowerCase(),
    cpu: 0,
    mac: facts.mac,
    apmac: facts.mac,
    board: 0,
    vndcfg: true,
    usrcfg: true,
    fwconsent: 2,
    hostname: facts.hostname,
    booting: false,
    upgrading: false,
    net: { ip: "", mask: "", gw: "", dns1: "", dns2: "", ipv6: "", dns1v6: "", dns2v6: "" },
    if: { eth: true },
    meter: {
      mfg: reading === null ? 0 : VENDOR_NUMBERS[reading.vendor],
      model: reading?.meterModel ?? "",
      id: reading?.meterId ?? "",
    },
    ui: { ...SECTIONS, lang: "en" },
    security: facts.security,
    context: facts.contextPath,
    boot_reason: 0,
    ex_cause: 0,
    upgrade: { c: 0, e: 0, f: "", t: "", n: "", p: -1 },
    last_month: {
      u: rounded((running?.lastMonth.importWh ?? 0) / 1000, 2),
      c: 0,
      p: rounded((running?.lastMonth.exportWh ?? 0) / 1000, 2),
      i: 0,
    },
    clock_offset: Math.round(facts.zoneOffsetMs / HOUR_MS),
    tz: facts.zone,
    features: [],
    services: facts.services,
  };
}
