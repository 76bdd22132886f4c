/**
 * Every setting: its kind, default and description. From this table come validation, `--set`, the
 * environment, and (stage 6) the form and `docs/CONFIG.md`. To add a setting, add one line here.
 */
import { z } from "zod";
import { FORMAT_IDS } from "#codec/mqtt/mod.ts";
import { TARIFF_IDS } from "#energy/tariff/presets/mod.ts";
import { Tariff } from "#model/tariff.ts";
import * as field from "./fields.ts";

/** One meter; `meter.…` on the command line is the first of `meters`. */
export const MeterSettings = z.object({
  id: field.name({ max: 32 }).default("main")
    .describe("Name of the meter in topics, addresses and the database"),
  source: field.text({ max: 500 }).default("")
    .describe(
      "Where the bytes come from: serial:/dev/… (finds its speed), tcp://host:port, " +
        "mqtt://user:password@broker/topic, kmp:/dev/… and iec:/dev/… (meters that are asked), " +
        "pulse:gpiochip0/17?perKwh=1000, file:PATH or sim:ID",
    ),
  encryptionKey: field.key().default("")
    .describe("Encryption key from the grid company, 32 hex digits; empty when not encrypted"),
  authenticationKey: field.key().default("")
    .describe("Authentication key from the grid company, 32 hex digits; empty when not used"),
  zone: field.zone().default("Europe/Oslo")
    .describe("Time zone of the meter and of the days and hours in history"),
  distributionSystem: field.whole({ min: 0, max: 2 }).default(0)
    .describe("The net: 0 unknown, 1 three wires (IT, TT), 2 four wires (TN)"),
  mainFuseA: field.whole({ min: 0, max: 10_000 }).default(0)
    .describe("Main fuse in ampere; 0 when unknown"),
  productionKwp: field.whole({ min: 0, max: 10_000 }).default(0)
    .describe("Size of the solar plant in kilowatt peak; 0 when there is none"),
  wattageMultiplier: field.decimal({ min: 0, max: 10_000 }).default(1)
    .describe("Factor for total active and reactive power"),
  voltageMultiplier: field.decimal({ min: 0, max: 10_000 }).default(1)
    .describe("Factor for voltages"),
  amperageMultiplier: field.decimal({ min: 0, max: 10_000 }).default(1)
    .describe("Factor for currents"),
  accumulatedMultiplier: field.decimal({ min: 0, max: 10_000 }).default(1)
    .describe("Factor for energy registers"),
}).strict().refine(
  // The register of pulses goes on from what was stored: the factor would count again and again.
  ({ source, accumulatedMultiplier: factor }) =>
    !source.startsWith("pulse:") || factor === 0 || factor === 1,
  {
    path: ["accumulatedMultiplier"],
    message: "has no place beside pulses: divide perKwh by it instead",
  },
);
export type MeterSettings = z.infer<typeof MeterSettings>;

export const WebSettings = z.object({
  http: field.listenAddress().default("0.0.0.0:8080")
    .describe("Address and port of the web page"),
  security: field.choice(["none", "configuration", "everything"]).default("everything")
    .describe("What needs a login: nothing, the settings, or every page"),
  contextPath: field.text({ max: 64 }).default("")
    .describe("Path below which the page lives behind a proxy, without slashes"),
}).strict();
export type WebSettings = z.infer<typeof WebSettings>;

/** One broker; `mqtt.…` on the command line is the first of `brokers`. */
export const BrokerSettings = z.object({
  host: field.text({ max: 127 }).default("")
    .describe("Host name or address of the broker; empty switches MQTT off"),
  port: field.whole({ min: 0, max: 65_535 }).default(0)
    .describe("Port; 0 means 1883, or 8883 with TLS"),
  user: field.text({ max: 127 }).default("").describe("User name; empty for none"),
  password: field.text({ max: 255, secret: true }).default("").describe("Password"),
  tls: field.flag().default(false).describe("Encrypt the connection and verify the broker"),
  topic: field.text({ max: 63 }).default("meterd").describe("Topic to publish on"),
  clientId: field.text({ max: 31 }).default("meterd")
    .describe("Client id, and the name in every message"),
  format: field.choice(FORMAT_IDS).default("json").describe("Format of the messages"),
}).strict().refine(
  (broker) => broker.host === "" || /^[^+#\0]+$/.test(broker.topic),
  { path: ["topic"], message: "wants a topic without + and #" },
);
export type BrokerSettings = z.infer<typeof BrokerSettings>;

/** What peaks cost, and what the house should do about them. */
export const TariffSettings = z.object({
  preset: field.choice(["auto", "none", ...TARIFF_IDS]).default("auto")
    .describe("Capacity tariff: auto for the usual one of the zone, none, or a name of the list"),
  custom: Tariff.nullable().default(null)
    .describe("A tariff of your own in the shape of the presets; wins over the preset"),
  thresholdsKwh: field.numbers({ min: 0, max: 65_535, count: 20 }).default([])
    .describe("Limits of the steps in kWh an hour; empty keeps those of the tariff"),
  peaks: field.whole({ min: 0, max: 100 }).default(0)
    .describe("How many peaks count; 0 keeps the number of the tariff"),
  targetKw: field.decimal({ min: 0, max: 65_535 }).default(0)
    .describe("The billed value to stay within; 0 means the step that the month is on"),
  strict: field.flag().default(false)
    .describe("Warn as soon as one interval exceeds the target, even if the mean would not"),
  agreedKw: field.numbers({ min: 0, max: 65_535, count: 9 }).default([])
    .describe("Agreed power of each time block, for tariffs that have them"),
}).strict();
export type TariffSettings = z.infer<typeof TariffSettings>;

/** Copies of the history, so that a worn-out card does not take it along. */
export const HistorySettings = z.object({
  backupDir: field.text({ max: 500 }).default("")
    .describe(
      "Directory for backups, best on another disk; empty is backups in the data directory",
    ),
  backupDays: field.whole({ min: 0, max: 365 }).default(7)
    .describe("Days between two backups; 0 makes none"),
  backupHour: field.whole({ min: 0, max: 23 }).default(3)
    .describe("Hour of the day at which backups are made, on the first meter's clock"),
  backupKeep: field.whole({ min: 1, max: 100 }).default(3)
    .describe("How many backups are kept"),
}).strict();
export type HistorySettings = z.infer<typeof HistorySettings>;

/** The sections as the file names them. Each is checked on its own. */
export const SECTIONS = {
  meters: z.array(MeterSettings).min(1, "wants at least one meter").max(200, "has too many meters")
    .refine(
      (meters) => new Set(meters.map((meter) => meter.id)).size === meters.length,
      "has two meters of one id",
    ).prefault([{}]),
  web: WebSettings.prefault({}),
  brokers: z.array(BrokerSettings).max(8, "has too many brokers").prefault([{}]),
  tariff: TariffSettings.prefault({}),
  history: HistorySettings.prefault({}),
} as const;

export type SectionName = keyof typeof SECTIONS;
export type Settings = { readonly [S in SectionName]: z.infer<typeof SECTIONS[S]> };

/** Short names of the command line and the environment: the first entry of a list. */
export const SHORT_NAMES: Readonly<Record<string, { section: SectionName; listed: boolean }>> = {
  meter: { section: "meters", listed: true },
  web: { section: "web", listed: false },
  mqtt: { section: "brokers", listed: true },
  tariff: { section: "tariff", listed: false },
  history: { section: "history", listed: false },
};

/** The settings of one entry by short section name: for `--set`, the environment and the docs. */
export const ENTRIES = {
  meter: MeterSettings,
  web: WebSettings,
  mqtt: BrokerSettings,
  tariff: TariffSettings,
  history: HistorySettings,
} as const;

/** Every setting's dotted name, for example `mqtt.host`. */
export const SETTING_NAMES: readonly string[] = Object.entries(ENTRIES)
  .flatMap(([section, entry]) => Object.keys(entry.shape).map((key) => `${section}.${key}`));
