/**
 * The file to copy for a new MQTT format. Say in this place what the format is, who reads it and
 * where it is specified. Then: give it an id, write the two functions, list it in `mod.ts`, and
 * prove it in `tests/codec/mqtt/<format>_test.ts` with the written examples of its specification.
 */
import type { MqttFormat } from "./format.ts";

export const blueprint = {
  id: "blueprint",
  description: "One line for the settings page",

  /** One message here; a format may split a reading over several topics. */
  reading: ({ meter, reading }, _device, topic) => [
    { topic: `${topic}/${meter}`, payload: JSON.stringify(reading), retain: false },
  ],

  system: (device, topic) => [
    { topic: `${topic}/version`, payload: device.version, retain: true },
  ],
} as const satisfies MqttFormat;
