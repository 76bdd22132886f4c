/** Faults of brokers and other systems that are told. */
import type { FaultRow } from "./row.ts";

export const OUTPUT_FAULTS = {
  "mqtt-unreachable": {
    message: "The MQTT broker does not answer",
    hint: "Check mqtt.host and mqtt.port and that the broker runs. It is tried again.",
    retry: "later",
  },
  "mqtt-refused": {
    message: "The MQTT broker refuses the login",
    hint: "Check mqtt.user and mqtt.password.",
    retry: "later",
  },
  "mqtt-tls": {
    message: "The MQTT broker's certificate cannot be trusted",
    hint: "Check mqtt.host against the certificate and whether the certificate is still valid.",
    retry: "later",
  },
  "mqtt-lost": {
    message: "The connection to the MQTT broker was lost",
    hint: "It is made again by itself.",
    retry: "later",
  },
} as const satisfies Record<string, FaultRow>;
