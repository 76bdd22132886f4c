/**
 * The thermometers of a board: those on a 1-wire bus, and what the board feels itself, in its
 * thermal zones or, where it has none, in hwmon (50 §6). They are looked for at every read, since
 * they may be plugged in and out.
 */
import type { TemperatureReading } from "#model/temperature.ts";
import type { Clock } from "#runtime/clock.ts";
import type { Thermometers } from "../ports.ts";
import { isPowerOnValue, oneWireAddress, slaveMilliC } from "./one_wire.ts";
import { namesIn, readText } from "./small_files.ts";

type Sensor = Pick<TemperatureReading, "id" | "name" | "kind"> & {
  /** Files that tell its value; the first that is there counts. */
  readonly files: readonly ValueFile[];
};
/** `milliCOf` answers NaN when the file holds no value. */
type ValueFile = { readonly path: string; readonly milliCOf: (text: string) => number };

/** Nothing measures so little: what upstream calls disconnected. */
const TOO_COLD_MC = -85_000;
/** A 1-wire sensor takes 750 ms to measure. */
const READ_MS_MAX = 3_000;
/** So long the last value stands for one that could not be read. */
const HELD_MS_MAX = 60_000;
/** So long a sensor that was taken away is still named. */
const GONE_MS_MAX = 86_400_000;
const SENSORS_MAX = 64;

export class LinuxThermometers implements Thermometers {
  readonly #known = new Map<string, Thermometer>();
  #underWay: Promise<TemperatureReading[]> | null = null;

  /** @param sys Where the kernel tells; tests look elsewhere. */
  constructor(readonly clock: Clock, readonly sys: string = "/sys") {}

  /** A read that is asked for while one is under way is the same one. */
  read(): Promise<readonly TemperatureReading[]> {
    return this.#underWay ??= this.#readAll().finally(() => this.#underWay = null);
  }

  async #readAll(): Promise<TemperatureReading[]> {
    const known = this.#known;
    const sensors = new Map((await sensorsBelow(this.sys)).map((sensor) => [sensor.id, sensor]));
    for (const [id, sensor] of sensors) {
      if (known.has(id) || known.size >= SENSORS_MAX) continue;
      known.set(id, new Thermometer(sensor, this.clock));
    }
    const readings: TemperatureReading[] = [];
    // One after the other: a 1-wire bus serves one at a time anyway.
    for (const [id, thermometer] of known) {
      const reading = await thermometer.read(sensors.get(id)?.files ?? []);
      if (thermometer.isForgotten) known.delete(id);
      else if (thermometer.isWorthNaming) readings.push(reading);
    }
    return readings;
  }
}

/** One sensor, its last value and how long ago that was. */
class Thermometer {
  /** The probes that give no value are shown too; zones of the board that never did are not. */
  isWorthNaming: boolean;
  #last: { readonly milliC: number; readonly atMs: number; readonly tickMs: number } | null = null;
  #seenTickMs: number;
  #isStuck = false;

  constructor(readonly sensor: Sensor, readonly clock: Clock) {
    this.isWorthNaming = sensor.kind === "probe";
    this.#seenTickMs = clock.monotonicMs();
  }

  get isForgotten(): boolean {
    return this.clock.monotonicMs() - this.#seenTickMs > GONE_MS_MAX;
  }

  async read(files: readonly ValueFile[]): Promise<TemperatureReading> {
    const { id, name, kind } = this.sensor;
    const milliC = await this.#look(files);
    const [atMs, tickMs] = [this.clock.nowMs(), this.clock.monotonicMs()];
    const isOld = this.#last !== null && tickMs - this.#last.tickMs > HELD_MS_MAX;
    if (milliC === null || isOld) this.#last = null;
    if (milliC !== null) {
      this.#seenTickMs = tickMs;
      if (this.#isMeasured(milliC)) this.#last = { milliC, atMs, tickMs };
    }
    if (this.#last === null) return { id, name, kind, valueC: null, atMs };
    this.isWorthNaming = true;
    return { id, name, kind, valueC: this.#last.milliC / 1000, atMs: this.#last.atMs };
  }

  #isMeasured(milliC: number): boolean {
    const isPowerOn = this.sensor.kind === "probe" &&
      isPowerOnValue(milliC, this.#last?.milliC ?? null);
    return milliC > TOO_COLD_MC && !isPowerOn;
  }

  /** Its value, NaN when it gives none in time, `null` when it is gone. */
  async #look(files: readonly ValueFile[]): Promise<number | null> {
    // The last read still hangs; another one would keep one more thread busy for nothing.
    if (this.#isStuck) return NaN;
    this.#isStuck = true;
    const value = firstValue(files).finally(() => this.#isStuck = false);
    const over = new AbortController();
    const late = this.clock.sleep(READ_MS_MAX, over.signal).then(() => NaN);
    try {
      return await Promise.race([value, late]);
    } finally {
      over.abort();
    }
  }
}

/** The value of the first file that is there: NaN when it cannot be read, `null` without any. */
async function firstValue(files: readonly ValueFile[]): Promise<number | null> {
  for (const { path, milliCOf } of files) {
    try {
      return milliCOf(await Deno.readTextFile(path));
    } catch (thrown) {
      if (!(thrown instanceof Deno.errors.NotFound)) return NaN;
    }
  }
  return null;
}

async function sensorsBelow(sys: string): Promise<Sensor[]> {
  const zones = await thermalZones(`${sys}/class/thermal`);
  const board = zones.length > 0 ? zones : await hwmonSensors(`${sys}/class/hwmon`);
  return [...await oneWireSensors(`${sys}/bus/w1/devices`), ...withOwnIds(board)];
}

async function oneWireSensors(folder: string): Promise<Sensor[]> {
  return (await namesIn(folder)).flatMap((name): Sensor[] => {
    const id = oneWireAddress(name);
    const files = [
      plainFile(`${folder}/${name}/temperature`),
      { path: `${folder}/${name}/w1_slave`, milliCOf: slaveMilliC },
    ];
    return id === null ? [] : [{ id, name: "", kind: "probe", files }];
  });
}

async function thermalZones(folder: string): Promise<Sensor[]> {
  const names = (await namesIn(folder)).filter((name) => /^thermal_zone\d+$/.test(name));
  return await Promise.all(names.map(async (zone) => {
    const type = (await readText(`${folder}/${zone}/type`)).trim() || zone;
    const name = /cpu|x86_pkg|soc/i.test(type) ? "CPU" : type;
    return boardSensor(type, { name, path: `${folder}/${zone}/temp` });
  }));
}

async function hwmonSensors(folder: string): Promise<Sensor[]> {
  const chips = await Promise.all((await namesIn(folder)).map(async (chip) => {
    const path = `${folder}/${chip}`;
    const name = (await readText(`${path}/name`)).trim() || chip;
    // The kernel shows the sensors of the 1-wire bus here once more.
    if (name === "w1_slave_temp") return [];
    const inputs = (await namesIn(path)).filter((file) => /^temp\d+_input$/.test(file));
    return await Promise.all(inputs.map(async (file) => {
      const input = file.replace("_input", "");
      const label = (await readText(`${path}/${input}_label`)).trim();
      const title = `${name} ${label || input}`;
      return boardSensor(title, { name: title, path: `${path}/${file}` });
    }));
  }));
  return chips.flat();
}

function boardSensor(id: string, { name, path }: { name: string; path: string }): Sensor {
  return { id: `board:${id}`, name, kind: "board", files: [plainFile(path)] };
}

/** A file with nothing but a number; an empty one is how the kernel says that it has none. */
function plainFile(path: string): ValueFile {
  return { path, milliCOf: (text) => parseInt(text, 10) };
}

/** Boards have several sensors of one type: the second is called `:2`. */
function withOwnIds(sensors: readonly Sensor[]): Sensor[] {
  const counts = new Map<string, number>();
  return sensors.map((sensor) => {
    const count = (counts.get(sensor.id) ?? 0) + 1;
    counts.set(sensor.id, count);
    return count === 1 ? sensor : { ...sensor, id: `${sensor.id}:${count}` };
  });
}
