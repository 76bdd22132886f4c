import assert from "node:assert/strict";
import { AxdrWriter } from "#codec/encode/axdr.ts";
import { latin1Bytes } from "#codec/encode/bytes.ts";
import { lng2 } from "#codec/meters/lng2.ts";
import { NO_MULTIPLIERS } from "#model/meter.ts";
import { readingOf } from "#tests/support/readings_of.ts";

function list(elements: 11 | 14): AxdrWriter {
  const writer = new AxdrWriter().structure(elements);
  for (const value of [236, 235, 234, 10, 46, 26]) writer.number("uint16", value);
  for (const value of [125, 8, 27_881_149, 7619]) writer.number("uint32", value);
  for (let unknown = 11; unknown < elements; unknown++) writer.number("uint16", 400);
  return writer.octets(latin1Bytes("30137181"));
}

Deno.test("lng2 reads eleven and fourteen elements by place", () => {
  for (const elements of [11, 14] as const) {
    assert.deepEqual(readingOf(list(elements)), {
      ...{ vendor: lng2.vendor, listType: 3, threePhase: true, twoPhase: false },
      meterId: "30137181",
      ...{ l1V: 236, l2V: 235, l3V: 234, l1A: 0.1, l2A: 0.46, l3A: 0.26 },
      ...{ importW: 125, exportW: 8, importWh: 27_881_149, exportWh: 7619 },
    });
  }
});

Deno.test("lng2 obeys the factors of the user", () => {
  const multipliers = { ...NO_MULTIPLIERS, wattage: 40, amperage: 40 };
  const reading = readingOf(list(11), { multipliers });
  assert.deepEqual([reading.importW, reading.l2A, reading.l1V], [5000, 18.4, 236]);
});
