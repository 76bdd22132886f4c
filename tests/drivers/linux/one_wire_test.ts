import assert from "node:assert/strict";
import { isPowerOnValue, oneWireAddress, slaveMilliC } from "#drivers/linux/one_wire.ts";

Deno.test("oneWireAddress() turns the serial number round and adds its checksum", () => {
  assert.equal(oneWireAddress("28-0316831e64ff")?.slice(0, 14), "28FF641E831603");
  for (const name of ["00-0316831e64ff", "28-0316831e64", "w1_bus_master1", "28-0316831E64FF"]) {
    assert.equal(oneWireAddress(name), null, name);
  }
});

Deno.test("oneWireAddress() ends in the checksum over all bytes before", () => {
  for (const name of ["28-0316831e64ff", "10-000802b4f7c1", "3b-ffffffffffff"]) {
    const bytes = oneWireAddress(name)!.match(/../g)!.map((hex) => parseInt(hex, 16));
    assert.equal(remainder(bytes), 0, name);
  }
});

/** Long division by x⁸ + x⁵ + x⁴ + 1 over the bits as the wire carries them. */
function remainder(bytes: readonly number[]): number {
  const bits = bytes.flatMap((byte) => Array.from({ length: 8 }, (_, bit) => byte >> bit & 1));
  return bits.reduce((rest, bit) => {
    const next = rest << 1 | bit;
    return next & 0x100 ? next ^ 0x131 : next;
  }, 0);
}

Deno.test("slaveMilliC() reads the second line if the first says YES", () => {
  const data = "5a 01 4b 46 7f ff 06 10 42";
  assert.equal(slaveMilliC(`${data} : crc=42 YES\n${data} t=21625\n`), 21625);
  assert.equal(slaveMilliC(`${data} : crc=42 YES\n${data} t=-4062\n`), -4062);
  assert.equal(slaveMilliC(`${data} : crc=43 NO\n${data} t=21625\n`), NaN);
  assert.equal(slaveMilliC(`${data} : crc=42 YES\n`), NaN);
  assert.equal(slaveMilliC(""), NaN);
});

Deno.test("isPowerOnValue() believes in 85 °C only near it", () => {
  assert.ok(isPowerOnValue(85_000, null));
  assert.ok(isPowerOnValue(85_000, 21_000));
  assert.ok(!isPowerOnValue(85_000, 84_000));
  assert.ok(!isPowerOnValue(84_937, 21_000));
});
