/**
 * The reading: what one telegram said, meter-neutral and in SI units. Names and units are those of
 * chapter 00 §4 and chapter 10 §1.1; a key that is absent means that the telegram did not say.
 */
import { z } from "zod";

const text = z.string();
const number = z.number();
const instant = z.iso.datetime();

/** One sub-meter on the P1 port's M-Bus (gas, water, heat …). */
export const SubMeter = z.object({
  /** M-Bus channel, 1 to 4. */
  channel: number,
  kind: z.enum(["gas", "water", "heat", "cooling", "electricity"]),
  id: text,
  value: number,
  unit: z.enum(["m3", "GJ", "kWh"]),
  /** When the sub-meter was read, ISO 8601 UTC. */
  at: instant,
}).partial({ id: true, at: true });
export type SubMeter = z.infer<typeof SubMeter>;

export const VENDORS = [
  "aidon",
  "kaifa",
  "kamstrup",
  "iskra",
  "landisgyr",
  "sagemcom",
  "unknown",
] as const;
export type Vendor = typeof VENDORS[number];

/**
 * 1: import power only. 2: adds instantaneous data. 3: adds energy registers. 4: adds per-phase
 * power, per-phase energy or power factor (chapter 10 §1.3).
 */
export const ListType = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]);
export type ListType = z.infer<typeof ListType>;

const always = z.object({
  vendor: z.enum(VENDORS),
  listType: ListType,
  /** When the last byte arrived, ms UTC on the reader's clock. */
  receivedAtMs: z.int(),
});

const sometimes = z.object({
  meterId: text,
  meterModel: text,
  listId: text,
  /** The clock inside the payload, ISO 8601 UTC. */
  meterTime: instant,
  /** The clock in the data-notification header, ISO 8601 UTC. */
  apduTime: instant,
  importW: number,
  exportW: number,
  importVar: number,
  exportVar: number,
  l1V: number,
  l2V: number,
  l3V: number,
  l1A: number,
  l2A: number,
  l3A: number,
  powerFactor: number,
  l1PowerFactor: number,
  l2PowerFactor: number,
  l3PowerFactor: number,
  l1ImportW: number,
  l2ImportW: number,
  l3ImportW: number,
  l1ExportW: number,
  l2ExportW: number,
  l3ExportW: number,
  importWh: number,
  exportWh: number,
  importVarh: number,
  exportVarh: number,
  importWhT1: number,
  importWhT2: number,
  importWhT3: number,
  importWhT4: number,
  exportWhT1: number,
  exportWhT2: number,
  exportWhT3: number,
  exportWhT4: number,
  l1ImportWh: number,
  l2ImportWh: number,
  l3ImportWh: number,
  l1ExportWh: number,
  l2ExportWh: number,
  l3ExportWh: number,
  threePhase: z.boolean(),
  twoPhase: z.boolean(),
  /** The net has three lines but the meter gives no L2 current (chapter 10 §8.9). */
  l2AMissing: z.boolean(),
  /** Ciphered frames: whether the tag was verified. */
  authenticated: z.boolean(),
  /** 1 to 4. */
  activeTariff: z.int(),
  quarterW: number,
  monthPeakW: number,
  monthPeakAt: instant,
  subMeters: z.array(SubMeter),
  /** What the grid company wrote to its customer (P1 0-0:96.13.0), decoded. */
  message: text,
  failures: z.int(),
  longFailures: z.int(),
  sagsL1: z.int(),
  sagsL2: z.int(),
  sagsL3: z.int(),
  swellsL1: z.int(),
  swellsL2: z.int(),
  swellsL3: z.int(),
}).partial();

export const Reading = z.object({ ...always.shape, ...sometimes.shape });
export type Reading = z.infer<typeof Reading>;

/** What a codec produces: a reading whose time of reception is not known to it. */
export type DecodedReading = Omit<Reading, "receivedAtMs">;

/** The fields of a reading that are plain numbers: what an OBIS table may name. */
export type ReadingNumber = {
  [K in keyof DecodedReading]-?: NonNullable<DecodedReading[K]> extends number ? K : never;
}[keyof DecodedReading];

/** Where and when a frame was in the stream of bytes. */
export type FrameIdentity = {
  /** New at every opening of the source. */
  readonly stream: string;
  /** Offset behind its last byte, counted from the opening. */
  readonly endOffset: number;
  /**
   * When its last byte arrived, whole ms since the opening on a clock that never steps. Only inside
   * one stream two of them can be compared; `receivedAtMs` may step between two telegrams.
   */
  readonly tickMs: number;
};

/** A reading with the meter it belongs to and its place in the stream of bytes. */
export type MeterReading = {
  /** Id of the meter in the settings (`main` is the first). */
  readonly meter: string;
  readonly reading: Reading;
  /**
   * Identity of the frame. Two deliveries of one frame carry the same stream and offset; two equal
   * frames do not.
   */
  readonly frame: FrameIdentity;
};
