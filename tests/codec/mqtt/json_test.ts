import { deepEqual, equal } from "node:assert/strict";
import type { Device } from "#codec/mqtt/format.ts";
import { json } from "#codec/mqtt/json.ts";
import { LIST_3, storedReading } from "#tests/support/examples.ts";

const device: Device = {
  id: "84:0D:8E:00:00:01",
  name: "amsreader",
  version: "v2.5.7",
  uptimeS: 86_412,
  supplyV: 3.302,
  signalDbm: -61,
  temperatureC: null,
};

/** Chapter 30 §6.3; threshold and peaks are those before the tariff knows any. */
const EXAMPLE =
  '{"id":"84:0D:8E:00:00:01","name":"amsreader","up":86412,"t":1767614405,"vcc":3.302,"rssi":-61,' +
  '"temp":-127.00,"data":{"lv":"AIDON_V0001","meterId":"7359992890941742","type":"6525","P":2345,' +
  '"Q":0,"PO":0,"QO":118,"I1":3.40,"I2":4.10,"I3":2.90,"U1":231.40,"U2":229.80,"U3":230.60,' +
  '"tPI":48231.127,"tPIT1":0.000,"tPIT2":0.000,"tPO":12.500,"tPOT1":0.000,"tPOT2":0.000,' +
  '"tQI":310.442,"tQO":1822.905,"rtc":1767614400},"realtime":{"h":0.004,"d":14.21,"m":98.4,' +
  '"t":0,"x":0.00,"he":0.000,"de":0.40,"me":2.1,"peaks":[]}}';

Deno.test("json.reading() writes list 3 to the byte as the written example", () => {
  deepEqual(json.reading(storedReading(), device, "ams"), [
    { topic: "ams", payload: EXAMPLE, retain: false },
  ]);
});

Deno.test("json.reading() writes the keys of each list in order, unknown ones as 0", () => {
  const keys = (listType: 1 | 2 | 3 | 4) => {
    const [message] = json.reading(storedReading({ ...LIST_3, listType }), device, "ams");
    return Object.keys(JSON.parse(message!.payload).data).join(" ");
  };
  equal(keys(1), "P");
  equal(keys(2), "lv meterId type P Q PO QO I1 I2 I3 U1 U2 U3");
  equal(
    keys(4),
    "lv meterId type P P1 P2 P3 Q PO PO1 PO2 PO3 QO I1 I2 I3 U1 U2 U3 PF PF1 PF2 PF3 " +
      "tPI tPIT1 tPIT2 tPO tPOT1 tPOT2 tQI tQO tPI1 tPI2 tPI3 tPO1 tPO2 tPO3 rtc",
  );
});

Deno.test("json.reading() writes currents without sign and text as valid JSON", () => {
  const odd = { ...LIST_3, l1A: -2.5, meterModel: '\\2M"551' };
  const [message] = json.reading(storedReading(odd), device, "ams");
  const { data } = JSON.parse(message!.payload);
  deepEqual([data.I1, data.type], [2.5, '\\2M"551']);
});

Deno.test("json.reading() writes the known registers instead of those of an old list", () => {
  const newest = { ...LIST_3, importWh: 48_233_000, registersEstimated: true } as const;
  const stored = { ...storedReading(), newest, isStale: true } as const;
  const { data } = JSON.parse(json.reading(stored, device, "ams")[0]!.payload);
  equal(data.tPI, 48_233);
});

Deno.test("json.system() writes the written example", () => {
  const [message] = json.system(device, "ams");
  equal(
    message!.payload,
    '{"id":"84:0D:8E:00:00:01","name":"amsreader","up":86412,"vcc":3.302,"rssi":-61,' +
      '"temp":-127.00,"version":"v2.5.7"}',
  );
});
