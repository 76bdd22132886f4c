import assert from "node:assert/strict";
import { openSource } from "#drivers/sources.ts";
import { VirtualClock } from "#runtime/clock.ts";

const clock = new VirtualClock();

Deno.test("openSource() makes a source of every kind and keeps its name", () => {
  const urls = [
    "serial:/dev/ttyUSB0",
    "serial:/dev/ttyUSB0?baud=auto",
    "serial:///dev/ttyAMA0?baud=115200&format=8n1",
    "serial:/dev/serial/by-id/usb-FTDI_FT232R_USB_UART_A1-if00-port0?baud=2400&format=7E1",
    "tcp://192.168.1.20:2001",
    "tcp://[fe80::1]:2001",
    "file:tests/capture.hex",
    "file:/tmp/a.txt?baud=115200&speed=10",
    "sim:aidon",
    "sim:p1?speed=10&seed=7",
    "sim:kaifa?phases=it&zone=Europe/Stockholm",
  ];
  for (const url of urls) {
    const source = openSource(url, clock);
    assert.ok(source.ok, url);
    assert.equal(source.value.name, url);
  }
});

Deno.test("openSource() says what is wrong with a URL", () => {
  const wrong = [
    ["", /meter.source is empty/],
    ["/dev/ttyUSB0", /\/dev\/ttyUSB0$/],
    ["usb:/dev/ttyUSB0", /usb:/],
    ["toString:x", /toString:x/],
    ["serial:ttyUSB0", /wants a path such as \/dev\/ttyUSB0, not ttyUSB0/],
    ["serial:", /not nothing/],
    ["serial:/dev/ttyUSB0?baud=fast", /not fast/],
    ["serial:/dev/ttyUSB0?format=9E1", /not 9E1/],
    ["serial:/dev/ttyUSB0?parity=E", /knows baud, format, not parity/],
    ["tcp://host", /wants tcp:\/\/host:port/],
    ["tcp://host:0", /wants tcp:\/\/host:port/],
    ["tcp://host:2001?baud=1", /knows nothing, not baud/],
    ["file:", /wants a path/],
    ["file:a.hex?speed=0", /speed is a number above 0/],
    ["sim:nobody", /no simulated meter is called nobody; there are aidon, /],
    ["mqtt://broker/topic", /not built yet/],
  ] as const;
  for (const [url, sentence] of wrong) {
    const source = openSource(url, clock);
    assert.ok(!source.ok, url);
    assert.equal(source.fault.code, "source-unknown");
    assert.match(source.fault.message, sentence);
  }
});
