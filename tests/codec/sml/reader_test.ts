import assert from "node:assert/strict";
import { joinBytes } from "#codec/encode/bytes.ts";
import { crc16Kermit } from "#codec/encode/crc16.ts";
import { type SmlBody, smlFrame, smlMessage, SmlWriter } from "#codec/encode/sml.ts";
import { listOf } from "#tests/support/frames.ts";
import { linesOf } from "#tests/support/readings_of.ts";

const SERVER_ID = Uint8Array.fromHex("0a01454d480000bc614e");
/** 16.7.0 is 1.5 kW. */
const POWER = Uint8Array.fromHex("77070100100700ff0101621b5200" + "5305dc" + "01");

type List = {
  readonly time?: Uint8Array<ArrayBuffer>;
  readonly serverId?: Uint8Array<ArrayBuffer>;
  readonly values?: readonly Uint8Array<ArrayBuffer>[];
};

function listBody({ time, serverId = SERVER_ID, values = [POWER] }: List = {}): SmlBody {
  const body = new SmlWriter().list(7).absent().octets(serverId).absent()
    .elements(time ?? Uint8Array.of(0x01))
    .list(values.length).elements(joinBytes(values)).absent().absent().bytes();
  return { choice: 0x0701, body };
}

const close: SmlBody = { choice: 0x0201, body: new SmlWriter().list(1).absent().bytes() };
const read = (bytes: Uint8Array) => linesOf([bytes]);
const readingOf = (list: List) => read(smlFrame([smlMessage(1, listBody(list))])).readings[0];

// Written by hand from the standard; checksums computed by another program.
const BY_HAND = "1b1b1b1b01010101" + "760500000001620062007263070177" + "01" +
  "0b0a01454d480000bc614e" + "070100620affff" + "7262016500001000" + "72" +
  "77070100010800ff0101621e52ff650001234501" + "77070100100700ff0101621b520053ff3801" + "0101";
const X25 = Uint8Array.fromHex(BY_HAND + "63e26f00" + "00" + "1b1b1b1b1a01d5ef");
const KERMIT = Uint8Array.fromHex(BY_HAND + "630b5d00" + "00" + "1b1b1b1b1a01c024");

Deno.test("SmlReader reads a telegram written by hand, with either checksum", () => {
  for (const bytes of [X25, KERMIT]) {
    assert.deepEqual(read(bytes), {
      readings: [{
        vendor: "unknown",
        meterId: "1EMH0012345678",
        listType: 3,
        importWh: 7456.5,
        importW: 0,
        exportW: 200,
        threePhase: false,
        twoPhase: false,
      }],
      faults: [],
    });
  }
});

Deno.test("SmlReader refuses a message whose own checksum is wrong", () => {
  const wrong = (bytes: Uint8Array) => crc16Kermit(bytes) ^ 0x0100;
  const frame = smlFrame([smlMessage(1, listBody(), wrong), smlMessage(2, close)]);
  assert.deepEqual(read(frame), { readings: [], faults: ["frame-checksum"] });
});

Deno.test("SmlReader takes a checksum whose low byte is 0 and left out", () => {
  for (let transaction = 0;; transaction++) {
    const message = smlMessage(transaction, listBody());
    if (message.at(-3) !== 0) continue;
    const short = joinBytes([message.subarray(0, -4), [0x62, message.at(-2)!, 0x00]]);
    assert.equal(read(smlFrame([short])).readings[0]?.importW, 1500);
    break;
  }
});

Deno.test("SmlReader takes timestamps for the clock, and seconds of operation for nothing", () => {
  const atS = Date.UTC(2026, 0, 5, 12, 0, 0) / 1000;
  const seconds = (choice: number, value: number) =>
    new SmlWriter().list(2).unsigned(choice, 1).unsigned(value, 4).bytes();
  const local = new SmlWriter().list(2).unsigned(3, 1)
    .list(3).unsigned(atS, 4).integer(60, 2).integer(0, 2).bytes();
  const clockOf = (time: Uint8Array<ArrayBuffer>) => {
    const reading = readingOf({ time });
    assert.equal(reading?.importW, 1500);
    return reading?.meterTime;
  };
  assert.equal(clockOf(seconds(2, atS)), "2026-01-05T12:00:00Z");
  assert.equal(clockOf(local), "2026-01-05T12:00:00Z");
  assert.equal(clockOf(seconds(1, atS)), undefined);
  assert.equal(clockOf(seconds(2, 123_456)), undefined);
  assert.equal(clockOf(new SmlWriter().unsigned(123_456, 4).bytes()), undefined);
});

Deno.test("SmlReader reads content that holds escapes", () => {
  const escapes = new SmlWriter().list(7).code("129-129:199.130.5*255").absent().absent()
    .absent().absent().octets(new Uint8Array(23).fill(0x1b)).absent().bytes();
  const reading = readingOf({ values: [escapes, POWER, escapes] });
  assert.equal(reading?.importW, 1500);
});

Deno.test("SmlReader names telegrams that are no SML inside, and those that say nothing", () => {
  const inside = (hex: string) => read(smlFrame([Uint8Array.fromHex(hex)])).faults;
  assert.deepEqual(inside("7605"), ["apdu-type"]);
  assert.deepEqual(inside("0102030405060708"), ["apdu-type"]);
  const cut = { ...listBody(), body: listBody().body.subarray(0, -1) };
  assert.deepEqual(read(smlFrame([smlMessage(1, cut)])).faults, ["apdu-type"]);
  assert.deepEqual(read(smlFrame([smlMessage(1, close)])).faults, ["meter-unknown"]);
});

Deno.test("SmlReader goes on after a telegram that is no SML", () => {
  const broken = smlFrame([Uint8Array.fromHex("7605")]);
  const { readings, faults } = linesOf([broken, listOf("sml", 4, 77)]);
  assert.deepEqual([readings.map(({ importW }) => importW), faults], [[77], ["apdu-type"]]);
});
