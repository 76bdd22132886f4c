/** Our stable fault codes and part states as the numbers of amsreader-firmware. */
import type { FaultCode } from "#model/fault.ts";
import type { Vendor } from "#model/reading.ts";
import type { PartState } from "#model/status.ts";

/** A light: 0 grey, 1 green, 2 yellow, 3 red (chapter 40 §2.5). */
export const LIGHTS: Record<PartState, 0 | 1 | 2 | 3> = {
  off: 0,
  ok: 1,
  waiting: 2,
  warning: 2,
  fault: 3,
};

/** `mt`: the vendor's number (chapter 10 §1.1). */
export const VENDOR_NUMBERS: Record<Vendor, number> = {
  aidon: 1,
  kaifa: 2,
  kamstrup: 3,
  iskra: 8,
  landisgyr: 9,
  sagemcom: 10,
  unknown: 255,
};

const METER_ERRORS: Partial<Record<FaultCode, number>> = {
  "frame-sequence": -1,
  "apdu-type": -1,
  "frame-truncated": -2,
  "frame-boundary": -3,
  "frame-header-checksum": -4,
  "frame-checksum": -5,
  "p1-checksum": -5,
  "frame-unknown": -9,
  "frame-too-long": 92,
  "frame-length": -41,
  "cipher-auth": -51,
  "cipher-garbage": -52,
  "cipher-needs-key": -53,
  "meter-unknown": 89,
  "source-garbled": 99,
};
const NO_DATA = 90;
const OTHER = 98;

/** `he`: 0 when the meter is heard (chapters 10 §11 and 40 §11.12). */
export function meterError(state: PartState, code: FaultCode | null): number {
  if (state !== "fault") return 0;
  return code === null ? NO_DATA : METER_ERRORS[code] ?? OTHER;
}

const MQTT_ERRORS: Partial<Record<FaultCode, number>> = {
  "mqtt-unreachable": -3,
  "mqtt-tls": -3,
  "mqtt-refused": -10,
  "mqtt-lost": -13,
};

/** `me`: 0 when there is no error (chapter 30 §2.4). */
export function mqttError(code: FaultCode | null): number {
  return code === null ? 0 : MQTT_ERRORS[code] ?? 0;
}
