/** What the decoder makes of a payload or of the bytes of a line, for tests of single layouts. */
import type { AxdrWriter } from "#codec/encode/axdr.ts";
import { decodeApdu, LineDecoder } from "#codec/line_decoder.ts";
import type { FaultCode } from "#model/fault.ts";
import type { MeterOptions } from "#model/meter.ts";
import type { DecodedReading } from "#model/reading.ts";
import { apduOf } from "./frames.ts";
import { meterOptions } from "./meter_options.ts";

/** The reading of a payload; throws the fault that stands in its place. */
export function readingOf(payload: AxdrWriter, changes: Partial<MeterOptions> = {}) {
  const outcome = decodeApdu(apduOf(payload), meterOptions(changes));
  if (!outcome.ok) throw outcome.fault;
  return outcome.value;
}

/** The readings and the fault codes that are in the bytes of a line. */
export function linesOf(
  chunks: readonly Uint8Array[],
  changes: Partial<MeterOptions> = {},
): { readings: DecodedReading[]; faults: FaultCode[] } {
  const decoder = new LineDecoder(meterOptions(changes));
  const decoded = [...chunks.flatMap((chunk) => decoder.push(chunk, 0)), ...decoder.flush()];
  return {
    readings: decoded.flatMap(({ outcome }) => outcome.ok ? [outcome.value] : []),
    faults: decoded.flatMap(({ outcome }) => outcome.ok ? [] : [outcome.fault.code]),
  };
}
