/** Thermometers on a 1-wire bus as the Linux kernel shows them (50 §6). */

/** DS18S20, DS1822, DS18B20, DS1825 and DS28EA00: the thermometers among the families. */
const THERMOMETER = /^(10|22|28|3b|42)-([0-9a-f]{12})$/;
/** The value after a sensor got power, before it measured anything. */
const POWER_ON_MC = 85_000;
/** A sensor that was this near to the power-on value has measured it. */
const NEAR_MC = 5_000;

/**
 * A sensor's address as upstream writes it: family, serial number in the order of the wire, CRC.
 * `null` for a name that is not a thermometer's.
 *
 * @param name The kernel's, such as `28-0316831e64ff`, whose serial number is turned round.
 */
export function oneWireAddress(name: string): string | null {
  const [, family, serial] = THERMOMETER.exec(name) ?? [];
  if (family === undefined || serial === undefined) return null;
  const bytes = [family, ...serial.match(/../g)!.reverse()].map((hex) => parseInt(hex, 16));
  return [...bytes, crc8(bytes)]
    .map((byte) => byte.toString(16).padStart(2, "0")).join("").toUpperCase();
}

/** The m°C in a file `w1_slave`; NaN when the checksum of the bus was wrong. */
export function slaveMilliC(text: string): number {
  const [, value] = /crc=[0-9a-f]{2} YES\s[^=]*\st=(-?\d+)/.exec(text) ?? [];
  return Number(value);
}

/**
 * Whether a value is only what a sensor shows after it got power, before it measured anything.
 *
 * @param beforeMilliC Its last value; `null` for none.
 */
export function isPowerOnValue(milliC: number, beforeMilliC: number | null): boolean {
  if (milliC !== POWER_ON_MC) return false;
  return beforeMilliC === null || Math.abs(beforeMilliC - POWER_ON_MC) > NEAR_MC;
}

/** CRC-8 of Dallas, x⁸ + x⁵ + x⁴ + 1, lowest bit first. */
function crc8(bytes: readonly number[]): number {
  let crc = 0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >> 1) ^ (crc & 1 ? 0x8c : 0);
  }
  return crc;
}
