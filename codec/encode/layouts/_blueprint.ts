/**
 * The file to copy for a new layout. Say in this place which meter it is, where it is sold and
 * where its telegrams are specified. Then: give it an id, fill in cadence and line, write `encode`
 * layer by layer from the inside out, say in `expected` what a reader should understand, and list
 * it in `mod.ts`. The round-trip test then proves it against the decoder with random households.
 *
 * Layers, from the inside out: `axdr.ts` (elements) or `p1.ts` (lines), `data_notification.ts`,
 * then a push (`../parts/link.ts`), which ciphers when it is asked to. In `../parts/` are the
 * fields with their codes and units (`quantities.ts`), lists of fields (`lists.ts`), lists that go
 * by place (`places.ts`) and the clocks meters show (`meter_clock.ts`).
 * Ids are invented: no number of a real meter.
 */
import { AxdrWriter } from "../axdr.ts";
import { dataNotification } from "../data_notification.ts";
import type { Layout } from "../parts/layout.ts";
import { hdlcPush } from "../parts/link.ts";
import { type Group, readingOf, writeObjects } from "../parts/lists.ts";

const LINK = { destination: [0x01], source: [0x01], control: 0x13 };
const POWER: Group = { fields: ["importW"], type: "uint32", scaler: 0 };

export const blueprint: Layout = {
  id: "blueprint",
  description: "Make, country: what it sends how often",
  serial: { baud: 2400, format: "8E1" },
  wirings: ["tn", "single"],
  pushes: [{ list: 1, everyMs: 10_000, offsetMs: 0 }],
  ciphering: { maker: "XYZ", suite: 0 },

  encode(state, _list, security) {
    const writer = new AxdrWriter().array(1);
    writeObjects(writer, state, [POWER]);
    const header = { invokeId: [0, 0, 0, 0], time: null, timePrefix: [] } as const;
    return hdlcPush(dataNotification(writer.bytes(), header), { link: LINK, security });
  },

  expected: (state) => ({ vendor: "unknown", listType: 1, ...readingOf(state, [POWER]) }),
};
