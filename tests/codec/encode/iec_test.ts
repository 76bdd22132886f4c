import assert from "node:assert/strict";
import { iecReadout, iecTelegram } from "#codec/encode/iec.ts";

const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

Deno.test("iecTelegram() has a blank line and no checksum", () => {
  assert.equal(
    textOf(iecTelegram("ESY5Q3DA1004", ["1-0:1.8.0*255(1*kWh)"])),
    "/ESY5Q3DA1004\r\n\r\n1-0:1.8.0*255(1*kWh)\r\n!\r\n",
  );
});

// The block check was computed by another program.
Deno.test("iecReadout() stands between STX and ETX, with its block check", () => {
  assert.equal(
    textOf(iecReadout("LGZ4", ["F.F(00)", "1.8.0(000012.345*kWh)"])),
    "/LGZ4\r\n\x02F.F(00)\r\n1.8.0(000012.345*kWh)\r\n!\r\n\x03\x53",
  );
});
