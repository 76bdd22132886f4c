import assert from "node:assert/strict";
import { LinuxThermometers } from "#drivers/linux/sensors.ts";
import { VirtualClock } from "#runtime/clock.ts";
import { until } from "#tests/support/deadline.ts";

const ONE = "28-0316831e64ff";
const TWO = "28-011471523baa";
const W1 = "bus/w1/devices";
const DAY_MS = 86_400_000;

/** A folder that looks like /sys, its thermometers, and a clock for them. */
async function board(files: Record<string, string>, clock = new VirtualClock(0)) {
  const root = await Deno.makeTempDir();
  const write = async (path: string, text: string) => {
    await Deno.mkdir(`${root}/${path}`.replace(/\/[^/]*$/, ""), { recursive: true });
    await Deno.writeTextFile(`${root}/${path}`, text);
  };
  for (const [path, text] of Object.entries(files)) await write(path, text);
  const thermometers = new LinuxThermometers(clock, root);
  return {
    root,
    clock,
    thermometers,
    write,
    remove: (path: string) => Deno.remove(`${root}/${path}`, { recursive: true }),
    /** Names (or addresses without the checksum) and values. */
    values: async () =>
      (await thermometers.read()).map(({ id, name, valueC }) => [name || id.slice(0, 14), valueC]),
    [Symbol.asyncDispose]: () => Deno.remove(root, { recursive: true }),
  };
}

const slave = (crc: "YES" | "NO", milliC: number) =>
  `5a 01 4b : crc=42 ${crc}\n5a 01 4b t=${milliC}`;

Deno.test("LinuxThermometers reads 1-wire sensors of old and new kernels and the board's zones", async () => {
  await using b = await board({
    [`${W1}/${TWO}/w1_slave`]: slave("YES", -4062),
    [`${W1}/${ONE}/temperature`]: "21437\n",
    [`${W1}/${ONE}/w1_slave`]: slave("YES", 1),
    [`${W1}/w1_bus_master1/name`]: "w1_bus_master1\n",
    [`${W1}/2d-000000000001/eeprom`]: "",
    "class/thermal/thermal_zone0/type": "cpu-thermal\n",
    "class/thermal/thermal_zone0/temp": "48312\n",
    "class/thermal/cooling_device0/type": "Fan\n",
    "class/hwmon/hwmon0/name": "cpu_thermal\n",
    "class/hwmon/hwmon0/temp1_input": "48312\n",
  });
  assert.deepEqual(await b.values(), [
    ["28AA3B52711401", -4.062],
    ["28FF641E831603", 21.437],
    ["CPU", 48.312],
  ]);
  const [, probe, cpu] = await b.thermometers.read();
  assert.match(probe!.id, /^28FF641E831603[0-9A-F]{2}$/);
  assert.deepEqual([probe!.kind, probe!.atMs], ["probe", 0]);
  assert.deepEqual([cpu!.kind, cpu!.id], ["board", "board:cpu-thermal"]);
});

Deno.test("LinuxThermometers takes hwmon where there are no zones, but no 1-wire sensor twice", async () => {
  await using b = await board({
    [`${W1}/${ONE}/temperature`]: "21437\n",
    "class/hwmon/hwmon0/name": "w1_slave_temp\n",
    "class/hwmon/hwmon0/temp1_input": "21437\n",
    "class/hwmon/hwmon1/name": "coretemp\n",
    "class/hwmon/hwmon1/temp1_label": "Core 0\n",
    "class/hwmon/hwmon1/temp1_input": "51000\n",
    "class/hwmon/hwmon1/temp1_max": "100000\n",
    "class/hwmon/hwmon2/name": "nvme\n",
    "class/hwmon/hwmon2/temp1_input": "38850\n",
  });
  assert.deepEqual((await b.values()).slice(1), [["coretemp Core 0", 51], ["nvme temp1", 38.85]]);
});

Deno.test("LinuxThermometers tells sensors of one type apart and leaves out a zone that is dead", async () => {
  await using b = await board({
    "class/thermal/thermal_zone0/type": "acpitz\n",
    "class/thermal/thermal_zone0/temp": "40000\n",
    "class/thermal/thermal_zone1/type": "acpitz\n",
    "class/thermal/thermal_zone1/temp": "85000\n",
    "class/thermal/thermal_zone2/type": "iwlwifi_1\n",
    "class/thermal/thermal_zone2/temp": "",
  });
  const readings = await b.thermometers.read();
  assert.deepEqual(readings.map(({ id, valueC }) => [id, valueC]), [
    ["board:acpitz", 40],
    ["board:acpitz:2", 85],
  ]);
});

Deno.test("LinuxThermometers has none on a board without any", async () => {
  await using b = await board({});
  assert.deepEqual(await b.values(), []);
});

Deno.test("LinuxThermometers refuses the power-on value and what upstream calls disconnected", async () => {
  const file = `${W1}/${ONE}/temperature`;
  await using b = await board({ [file]: "85000\n" });
  const seen: unknown[] = [];
  for (const milliC of ["85000", "-127000", "-85000", "-84999", "84500", "85000", "85062"]) {
    await b.write(file, milliC);
    await b.clock.advance(61_000);
    seen.push((await b.values())[0]![1]);
  }
  assert.deepEqual(seen, [null, null, null, -84.999, 84.5, null, 85.062]);
  await b.write(file, "85000");
  assert.deepEqual((await b.values())[0]![1], 85, "a sensor that was at 85.06 °C a moment ago");
});

Deno.test("LinuxThermometers holds the last value of a sensor with read errors for a minute", async () => {
  const file = `${W1}/${ONE}/w1_slave`;
  await using b = await board({ [file]: slave("YES", 20_000) });
  const first = await b.thermometers.read();
  await b.write(file, slave("NO", 99_000));
  await b.clock.advance(60_000);
  assert.deepEqual(await b.thermometers.read(), first, "with the time at which it was read");
  await b.clock.advance(1);
  assert.deepEqual((await b.values())[0]![1], null);
});

Deno.test("LinuxThermometers says null of a sensor that was taken away, names it for a day", async () => {
  await using b = await board({ [`${W1}/${ONE}/temperature`]: "20000" });
  await b.values();
  await b.remove(`${W1}/${ONE}`);
  assert.deepEqual(await b.values(), [["28FF641E831603", null]]);
  await b.clock.advance(DAY_MS);
  assert.equal((await b.values()).length, 1);
  await b.clock.advance(1);
  assert.deepEqual(await b.values(), []);
  await b.write(`${W1}/${ONE}/temperature`, "21000");
  assert.deepEqual(await b.values(), [["28FF641E831603", 21]], "plugged in again");
});

Deno.test("LinuxThermometers goes on past a sensor that hangs, and asks it once", async () => {
  await using b = await board({ "class/thermal/thermal_zone0/type": "cpu-thermal" });
  await b.write("class/thermal/thermal_zone0/temp", "40000");
  await Deno.mkdir(`${b.root}/${W1}/${ONE}`, { recursive: true });
  const fifo = `${b.root}/${W1}/${ONE}/temperature`;
  const made = await new Deno.Command("mkfifo", { args: [fifo] }).output();
  assert.ok(made.success);
  const first = b.thermometers.read();
  let isOver = false;
  first.finally(() => isOver = true);
  while (!isOver) await b.clock.advance(1_000);
  assert.equal((await first)[0]?.valueC, null);
  const values = async () => (await b.values()).map(([, valueC]) => valueC);
  assert.deepEqual(await values(), [null, 40], "no time passes: it is not waited for again");
  // Lets go of the thread that waits in open(2).
  await Deno.writeTextFile(fifo, "20500\n");
  await Deno.remove(fifo);
  await Deno.writeTextFile(fifo, "21500\n");
  await until(async () => (await values())[0] === 21.5, "a value");
});

Deno.test("LinuxThermometers reads once for all who ask at the same time", async () => {
  await using b = await board({ [`${W1}/${ONE}/temperature`]: "20000" });
  assert.equal(b.thermometers.read(), b.thermometers.read());
});
