/**
 * Format `json`, upstream's classic one: nested JSON, everything on the one topic, nothing retained
 * (chapter 30 §6). Keys, their order and their decimals are a contract; what the meter does not say
 * is 0 or "" here, as consumers expect every key.
 */
import type { Energy, StoredReading } from "#model/energy.ts";
import type { Reading, ReadingNumber } from "#model/reading.ts";
import type { Device, MqttFormat } from "./format.ts";

/** Root keys before the data: the device (chapter 30 §6.2). */
function deviceRoot(device: Device): string {
  return `"id":${quote(device.id)},"name":${quote(device.name)},"up":${device.uptimeS}`;
}

function sensors(device: Device): string {
  const supply = fixed(device.supplyV ?? 0, 3);
  const temperature = fixed(device.temperatureC ?? -127, 2);
  return `"vcc":${supply},"rssi":${device.signalDbm ?? 0},"temp":${temperature}`;
}

/** A key, its unit factor and decimals: W and var whole, A and V 2, kWh and kvarh 3. */
type Column = readonly [key: string, field: ReadingNumber, decimals: 0 | 2 | 3];

const POWER: Column = ["P", "importW", 0];
const LIST_2: readonly Column[] = [
  POWER,
  ["Q", "importVar", 0],
  ["PO", "exportW", 0],
  ["QO", "exportVar", 0],
  ["I1", "l1A", 2],
  ["I2", "l2A", 2],
  ["I3", "l3A", 2],
  ["U1", "l1V", 2],
  ["U2", "l2V", 2],
  ["U3", "l3V", 2],
];
const REGISTERS: readonly Column[] = [
  ["tPI", "importWh", 3],
  ["tPIT1", "importWhT1", 3],
  ["tPIT2", "importWhT2", 3],
  ["tPO", "exportWh", 3],
  ["tPOT1", "exportWhT1", 3],
  ["tPOT2", "exportWhT2", 3],
  ["tQI", "importVarh", 3],
  ["tQO", "exportVarh", 3],
];
const LIST_4: readonly Column[] = [
  POWER,
  ["P1", "l1ImportW", 0],
  ["P2", "l2ImportW", 0],
  ["P3", "l3ImportW", 0],
  ["Q", "importVar", 0],
  ["PO", "exportW", 0],
  ["PO1", "l1ExportW", 0],
  ["PO2", "l2ExportW", 0],
  ["PO3", "l3ExportW", 0],
  ...LIST_2.slice(3),
  ["PF", "powerFactor", 2],
  ["PF1", "l1PowerFactor", 2],
  ["PF2", "l2PowerFactor", 2],
  ["PF3", "l3PowerFactor", 2],
  ...REGISTERS,
  ["tPI1", "l1ImportWh", 3],
  ["tPI2", "l2ImportWh", 3],
  ["tPI3", "l3ImportWh", 3],
  ["tPO1", "l1ExportWh", 3],
  ["tPO2", "l2ExportWh", 3],
  ["tPO3", "l3ExportWh", 3],
];

/**
 * The columns of each list type (chapter 30 §6.2); ids from list 2 on, the clock from list 3 on.
 */
const COLUMNS: Record<Reading["listType"], readonly Column[]> = {
  1: [POWER],
  2: LIST_2,
  3: [...LIST_2, ...REGISTERS],
  4: LIST_4,
};

function dataBody(reading: Reading): string {
  const parts: string[] = [];
  if (reading.listType >= 2) {
    parts.push(
      `"lv":${quote(reading.listId ?? "")}`,
      `"meterId":${quote(reading.meterId ?? "")}`,
      `"type":${quote(reading.meterModel ?? "")}`,
    );
  }
  for (const [key, field, decimals] of COLUMNS[reading.listType]) {
    const value = reading[field] ?? 0;
    parts.push(`"${key}":${fixed(decimals === 3 ? value / 1000 : unsigned(key, value), decimals)}`);
  }
  if (reading.listType >= 3) parts.push(`"rtc":${epochS(reading.meterTime)}`);
  return parts.join(",");
}

/** Currents are published without their sign (chapter 30 §5). */
function unsigned(key: string, value: number): number {
  return key.startsWith("I") ? Math.abs(value) : value;
}

/** Sums so far: hour with 3 decimals, day 2, month 1. Peaks come with the tariff (stage 3). */
function realtimeBody({ running }: StoredReading): string {
  const kwh = (energy: Energy, key: keyof Energy, decimals: number) =>
    fixed(energy[key] / 1000, decimals);
  return `"h":${kwh(running.hour, "importWh", 3)},"d":${kwh(running.day, "importWh", 2)},` +
    `"m":${kwh(running.month, "importWh", 1)},"t":0,"x":0.00,` +
    `"he":${kwh(running.hour, "exportWh", 3)},"de":${kwh(running.day, "exportWh", 2)},` +
    `"me":${kwh(running.month, "exportWh", 1)},"peaks":[]`;
}

function fixed(value: number, decimals: number): string {
  return value.toFixed(decimals);
}

function quote(text: string): string {
  return JSON.stringify(text);
}

function epochS(iso: string | undefined): number {
  return iso === undefined ? 0 : Math.floor(Date.parse(iso) / 1000);
}

export const json = {
  id: "json",
  description: "JSON (classic): nested objects, all on one topic",

  reading(stored, device, topic) {
    const { reading } = stored;
    // An old list would take the registers back to the hour before.
    const said = stored.isStale ? stored.newest : reading;
    const payload = `{${deviceRoot(device)},"t":${Math.floor(reading.receivedAtMs / 1000)},` +
      `${sensors(device)},"data":{${dataBody(said)}},"realtime":{${realtimeBody(stored)}}}`;
    return [{ topic, payload, retain: false }];
  },

  system(device, topic) {
    const payload = `{${deviceRoot(device)},${sensors(device)},"version":${quote(device.version)}}`;
    return [{ topic, payload, retain: false }];
  },
} as const satisfies MqttFormat;
