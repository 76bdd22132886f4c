/**
 * Everything that can go wrong, by code. A code is `room-trouble` and never changes its meaning
 * once published. Log, status page, MQTT and docs read this table; nobody compares texts.
 */
import { HOUSE_FAULTS } from "./house.ts";
import { LINE_FAULTS } from "./line.ts";
import { OUTPUT_FAULTS } from "./output.ts";
import { PRICE_FAULTS } from "./price.ts";
import { SOURCE_FAULTS } from "./source.ts";
import { STORE_FAULTS } from "./store.ts";
import { WEB_FAULTS } from "./web.ts";

export const FAULTS = {
  ...LINE_FAULTS,
  ...SOURCE_FAULTS,
  ...STORE_FAULTS,
  ...PRICE_FAULTS,
  ...OUTPUT_FAULTS,
  ...WEB_FAULTS,
  ...HOUSE_FAULTS,
} as const;
