/** The message formats by the id that `mqtt.format` takes (chapter 30 §1.1). To add one, copy
 * `_blueprint.ts` and list it here. */
import type { MqttFormat } from "./format.ts";
import { json } from "./json.ts";

export const FORMATS = [json] as const satisfies readonly MqttFormat[];

export type FormatId = typeof FORMATS[number]["id"];

/** The ids alone: what the settings may name. */
export const FORMAT_IDS = FORMATS.map((format) => format.id) as [FormatId, ...FormatId[]];

/** The format of an id. */
export function formatOf(id: FormatId): MqttFormat {
  return FORMATS.find((format) => format.id === id)!;
}
