import assert from "node:assert/strict";
import { IEC_START, iecAcknowledge, iecOffer, iecRequest } from "#codec/iec/handshake.ts";

const textOf = (bytes: Uint8Array | null) => bytes && new TextDecoder().decode(bytes);

Deno.test("iecRequest() calls any meter, or one by its address", () => {
  assert.equal(textOf(iecRequest()), "/?!\r\n");
  assert.equal(textOf(iecRequest("00012345")), "/?00012345!\r\n");
  assert.equal(textOf(iecRequest("1!\r\n2/" + "3".repeat(40))), `/?12${"3".repeat(30)}!\r\n`);
});

Deno.test("iecOffer() reads mode and speed from the first line", () => {
  assert.deepEqual(iecOffer("/LGZ4ZMF100AC.M26\r\n"), { mode: "C", baud: 4_800 });
  assert.deepEqual(iecOffer("/EMH5\\@D4EM4TIIW001--"), { mode: "C", baud: 9_600 });
  assert.deepEqual(iecOffer("/ACE0\\3k260V01.18"), { mode: "C", baud: 300 });
  assert.deepEqual(iecOffer("/ABCA1"), { mode: "B", baud: 600 });
  assert.deepEqual(iecOffer("/ABCF1"), { mode: "B", baud: 19_200 });
  for (const line of ["/ABC91", "/ABC 1", "/ABCG1"]) {
    assert.deepEqual(iecOffer(line), { mode: "A", baud: IEC_START.baud }, line);
  }
  for (const line of ["", "/?!", "ABC5", "/AB5", "/12345"]) assert.equal(iecOffer(line), null);
});

Deno.test("iecAcknowledge() confirms the speed in mode C alone", () => {
  assert.equal(textOf(iecAcknowledge({ mode: "C", baud: 4_800 })), "\x06040\r\n");
  assert.equal(textOf(iecAcknowledge({ mode: "C", baud: 300 })), "\x06000\r\n");
  assert.equal(iecAcknowledge({ mode: "B", baud: 4_800 }), null);
  assert.equal(iecAcknowledge({ mode: "C", baud: 115_200 }), null);
});
