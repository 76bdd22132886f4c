/** What a message format is: facts in, topics and payloads out. Pure; nothing here connects. */
import type { StoredReading } from "#model/energy.ts";

export type MqttMessage = {
  readonly topic: string;
  readonly payload: string;
  readonly retain: boolean;
};

/** Facts of the device that many formats repeat in each message (chapter 30 §5). */
export type Device = {
  /** MAC, upper case with colons. */
  readonly id: string;
  /** The client id. */
  readonly name: string;
  readonly version: string;
  readonly uptimeS: number;
  /** Mean of the temperature sensors; `null` without any. */
  readonly temperatureC: number | null;
  readonly supplyV: number | null;
  readonly signalDbm: number | null;
};

export type MqttFormat = {
  /** The word in `mqtt.format`. */
  readonly id: string;
  readonly description: string;
  /** Messages of one reading, in the order in which they are sent. */
  reading(stored: StoredReading, device: Device, topic: string): MqttMessage[];
  /** Messages of the device itself: sent every minute and at every connect. */
  system(device: Device, topic: string): MqttMessage[];
};

/** The topic of birth and last will, the same in every format (chapter 30 §2.1). */
export function statusTopic(topic: string): string {
  return `${topic}/status`;
}
