/** `meterd run` and `meterd demo`: the service, on a real meter or on a simulated one. */
import { environmentOverrides, type Override } from "#config/load.ts";
import { lockDataDir } from "#drivers/linux/data_dir.ts";
import { simulatedMeter } from "#drivers/sources.ts";
import { faultStatus } from "#model/status.ts";
import { Zone } from "#model/zone.ts";
import { systemClock } from "#runtime/clock.ts";
import { journalSink, LogBook, terminalSink } from "#runtime/log.ts";
import { EXIT } from "#runtime/supervisor.ts";
import type { Command, CommandIo } from "./command.ts";
import { tellThePast } from "./demo_past.ts";
import { mustFit, overridesOf, parseWords, SWITCH, TEXT } from "./options.ts";
import type { BuildHouse, Plan } from "./plan.ts";
import { prepare } from "./prepare.ts";
import { VERSION } from "./version.ts";

const OPTIONS = `Options:
  --data DIR             where history and config.json live (default ./meterd-data)
  --source URL           the meter:
                           serial:/dev/ttyUSB0         finds speed and parity by itself,
                                                       or ?baud=115200&format=8N1
                           tcp://host:port             a serial port that a bridge serves
                           mqtt://user:pw@host/topic   frames that a bridge publishes; mqtts://
                           kmp:/dev/ttyUSB0?everyS=10  a Kamstrup meter that must be asked
                           iec:/dev/ttyUSB0?everyS=30  an optical head, IEC 62056-21 mode A to C
                           pulse:gpiochip0/17?perKwh=1000&startKwh=12345.6
                                                       a meter that blinks (needs gpiod)
                           file:PATH, sim:aidon        a capture, a simulated meter
  --http HOST:PORT       address of the page (default 0.0.0.0:8080; demo 127.0.0.1:8080)
  --set section.key=VAL  any setting, may be repeated: --set mqtt.host=192.168.1.10
  --verbose              also log what is normal

Settings come from DIR/config.json, over it the environment (METERD_MQTT_HOST=…), over it
the command line.`;

type Options = {
  readonly dataDir: string;
  readonly overrides: readonly Override[];
  readonly verbose: boolean;
  /** Fill the empty data directory with what the simulated meter said before. */
  readonly withPast: boolean;
};

export function runCommand(house: BuildHouse): Command {
  return {
    name: "run",
    summary: "Read the meter, keep history, serve the page, publish to MQTT",
    usage: `meterd run [options]\n\n${OPTIONS}\n
Examples:
  meterd run --source serial:/dev/ttyUSB0 --set web.security=none
  meterd run --source tcp://192.168.1.20:2001 --set mqtt.host=192.168.1.10`,
    run: (args, io) => serve(readOptions(args, []), house, io),
  };
}

export function demoCommand(house: BuildHouse): Command {
  return {
    name: "demo",
    summary: "The same with a simulated meter: no hardware, no network, no account",
    usage: `meterd demo [options]\n\n${OPTIONS}\n
Without --data everything is forgotten at the end.`,
    async run(args, io) {
      const options = readOptions(args, [
        { name: "meter.source", value: "sim:aidon" },
        { name: "meter.mainFuseA", value: "40" },
        { name: "web.http", value: "127.0.0.1:8080" },
        { name: "web.security", value: "none" },
      ]);
      if (args.some((arg) => arg === "--data" || arg.startsWith("--data="))) {
        return await serve(options, house, io);
      }
      const dataDir = await Deno.makeTempDir({ prefix: "meterd-demo-" });
      try {
        return await serve({ ...options, dataDir, withPast: true }, house, io);
      } finally {
        await Deno.remove(dataDir, { recursive: true });
      }
    },
  };
}

/** @param base Overrides that the command line may override again. */
function readOptions(args: readonly string[], base: readonly Override[]): Options {
  const { data, source, http, set, verbose } = parseWords({
    args: [...args],
    options: {
      data: TEXT,
      source: TEXT,
      http: TEXT,
      set: { ...TEXT, multiple: true },
      verbose: SWITCH,
    },
  }).values;
  const overrides = [...base, ...environmentOverrides(Deno.env.toObject())];
  if (source !== undefined) overrides.push({ name: "meter.source", value: source });
  if (http !== undefined) overrides.push({ name: "web.http", value: http });
  overrides.push(...overridesOf(set));
  mustFit(overrides);
  const dataDir = data ?? Deno.env.get("STATE_DIRECTORY") ?? "meterd-data";
  return { dataDir, overrides, verbose: verbose ?? false, withPast: false };
}

async function serve(options: Options, house: BuildHouse, io: CommandIo): Promise<number> {
  const clock = systemClock;
  const sink = Deno.env.has("JOURNAL_STREAM") ? journalSink : terminalSink;
  const book = new LogBook(clock, sink, options.verbose ? "debug" : "info");
  const log = book.part("meterd");
  const lock = await lockDataDir(options.dataDir);
  // A directory that cannot be written is told by history, which goes on without it.
  if (!lock.ok && lock.fault.code === "store-busy") {
    log.error(lock.fault);
    return EXIT.dataBusy;
  }
  try {
    const onListening = (url: string) => io.out(`meterd ${VERSION} is at ${url}`);
    const plan = await prepare(options, { clock, book, onListening });
    for (const { fault } of plan.faults) log.error(fault);
    if (options.withPast) addPast(plan);
    const { supervisor, statuses } = house(plan);
    for (const { part, fault } of plan.faults) {
      statuses.send(faultStatus(part, fault, clock.nowMs()));
    }
    return await supervisor.run(io.signal);
  } finally {
    if (lock.ok) lock.value.close();
  }
}

function addPast({ dataDir, settings, clock, book }: Plan): void {
  const { id, source, zone } = settings.meters[0]!;
  const simulated = simulatedMeter(source);
  if (simulated === null || typeof simulated === "string") return;
  const meter = { id, zone: new Zone(zone) };
  tellThePast({ dataDir, meter, simulated }, { clock, log: book.part("demo") });
}
