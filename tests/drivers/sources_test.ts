import assert from "node:assert/strict";
import { openSource } from "#drivers/sources.ts";
import { VirtualClock } from "#runtime/clock.ts";

const world = { clock: new VirtualClock() };

Deno.test("openSource() makes a source of every kind and keeps its name", () => {
  const urls = [
    "serial:/dev/ttyUSB0",
    "serial:/dev/ttyUSB0?baud=auto",
    "serial:///dev/ttyAMA0?baud=115200&format=8n1",
    "serial:/dev/serial/by-id/usb-FTDI_FT232R_USB_UART_A1-if00-port0?baud=2400&format=7E1",
    "serial:/dev/ttyUSB0?format=7E1",
    "kmp:/dev/ttyUSB0",
    "kmp:/dev/ttyUSB0?everyS=5&baud=1200&format=8N1",
    "iec:/dev/ttyUSB0",
    "iec:/dev/ttyUSB0?everyS=60",
    "pulse:gpiochip0/17?perKwh=1000",
    "pulse:gpiochip0/17?perKwh=500&startKwh=12345.6&bias=pull-up",
    "pulse:/run/pulses?perKwh=10000",
    "mqtt://broker/han/raw",
    "mqtt://192.168.1.2:1884/han/raw",
    "mqtts://[fe80::1]:8884/a/b?ca=/etc/ca.pem",
    "tcp://192.168.1.20:2001",
    "tcp://[fe80::1]:2001",
    "file:tests/capture.hex",
    "file:/tmp/a.txt?baud=115200&speed=10",
    "sim:aidon",
    "sim:p1?speed=10&seed=7",
    "sim:kaifa?phases=it&zone=Europe/Stockholm",
  ];
  for (const url of urls) {
    const source = openSource(url, world);
    assert.ok(source.ok, url);
    assert.equal(source.value.name, url);
  }
});

Deno.test("openSource() shows no key of a simulated meter", () => {
  const key = "000102030405060708090A0B0C0D0E0F";
  const source = openSource(`sim:kamstrup?key=${key}&speed=10&authKey=${key}`, world);
  assert.ok(source.ok);
  assert.equal(source.value.name, "sim:kamstrup?key=…&speed=10&authKey=…");
  for (const url of [`simm:kamstrup?key=${key}`, `sim:sml?key=${key}`, `sim:p1?authKey=${key}`]) {
    const wrong = openSource(url, world);
    assert.ok(!wrong.ok && !wrong.fault.message.includes(key), url);
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
    ["kmp:ttyUSB0", /kmp: wants a path/],
    ["iec:ttyUSB0", /iec: wants a path/],
    ["iec:/dev/ttyUSB0?everyS=fast", /everyS is a number of seconds/],
    ["kmp:/dev/ttyUSB0?everyS=0", /everyS is a number of seconds/],
    ["kmp:/dev/ttyUSB0?baud=fast", /baud is a number/],
    ["kmp:/dev/ttyUSB0?format=8", /format is data bits/],
    ["pulse:gpiochip0/17", /perKwh is the number of pulses/],
    ["pulse:gpiochip0/17?perKwh=0", /not 0/],
    ["pulse:gpiochip0?perKwh=1", /wants a pin such as gpiochip0\/17/],
    ["pulse:gpiochip0/17?perKwh=1&bias=up", /bias is pull-up or pull-down, not up/],
    ["pulse:gpiochip0/17?perKwh=1&startKwh=x", /startKwh is what the meter showed/],
    ["mqtt://broker", /wants mqtt:\/\/broker\/topic/],
    ["mqtt:broker/topic", /wants mqtt:\/\/broker\/topic/],
    ["mqtt://broker:99999/topic", /wants mqtt:\/\/broker\/topic/],
    ["mqtt://broker/topic?qos=1", /mqtt: knows nothing, not qos/],
  ] as const;
  for (const [url, sentence] of wrong) {
    const source = openSource(url, world);
    assert.ok(!source.ok, url);
    assert.equal(source.fault.code, "source-unknown");
    assert.match(source.fault.message, sentence);
  }
});

Deno.test("openSource() shows no login of a broker, whatever signs the password has", () => {
  for (const password of ["secret", "se@cr:et", "se/cret", "se?cret=1", "%secret", "se#cret"]) {
    const source = openSource(`mqtt://user:${password}@broker/han/raw`, world);
    assert.ok(source.ok, password);
    assert.equal(source.value.name, "mqtt://broker/han/raw");
    for (const url of [`mqqt://user:${password}@broker/raw`, `mqtt://user:${password}@broker`]) {
      const wrong = openSource(url, world);
      assert.ok(!wrong.ok && !wrong.fault.message.includes("cret"), url);
    }
  }
});
