/** The commands, and the choice of one from the words on the command line. */
import { asFault, Fault } from "#model/fault.ts";
import { EXIT } from "#runtime/supervisor.ts";
import type { Command, CommandIo } from "./command.ts";
import { decodeCommand } from "./decode.ts";
import { exportCommand } from "./export.ts";
import { importCommand } from "./import.ts";
import { keysCommand } from "./keys.ts";
import { replayCommand } from "./replay.ts";
import { demoCommand, runCommand } from "./run.ts";
import type { BuildHouse } from "./plan.ts";
import { simulateCommand } from "./simulate.ts";
import { versionCommand } from "./version.ts";

/** @param house The wiring that `run` and `demo` bring to life. */
export function commands(house: BuildHouse): readonly Command[] {
  return [
    runCommand(house),
    demoCommand(house),
    decodeCommand,
    keysCommand,
    simulateCommand,
    replayCommand,
    exportCommand(house),
    importCommand(house),
    versionCommand,
  ];
}

/** Runs the command that the first word names. Never throws. */
export async function runCommandLine(
  { list, args }: { list: readonly Command[]; args: readonly string[] },
  io: CommandIo,
): Promise<number> {
  const [name = "--help", ...rest] = args;
  if (["--help", "-h", "help"].includes(name)) {
    io.out(overview(list));
    return args.length === 0 ? EXIT.usage : EXIT.done;
  }
  const command = list.find((command) => command.name === name.replace(/^--/, ""));
  if (command === undefined) {
    tell(new Fault("usage", { what: `there is no command ${name}` }), io);
    return EXIT.usage;
  }
  if (rest.includes("--help") || rest.includes("-h")) {
    io.out(`${command.summary}\n\n${command.usage}`);
    return EXIT.done;
  }
  try {
    return await command.run(rest, io);
  } catch (thrown) {
    const fault = asFault(thrown);
    tell(fault, io);
    return fault.code === "usage" ? EXIT.usage : EXIT.failed;
  }
}

function tell(fault: Fault, io: CommandIo): void {
  io.err(`meterd: ${fault.message}`);
  io.err(`        ${fault.hint}`);
}

function overview(list: readonly Command[]): string {
  const width = Math.max(...list.map((command) => command.name.length)) + 2;
  const rows = list.map(({ name, summary }) => `  ${name.padEnd(width)}${summary}`);
  return [
    "meterd reads a smart electricity meter and tells the house about it.",
    "",
    "Usage: meterd <command> [options]",
    "",
    ...rows,
    "",
    "New here? `meterd demo` shows the page with a simulated meter: no hardware, no account.",
    "A real meter: `meterd run --source serial:/dev/ttyUSB0 --set web.security=none`",
    "Each command explains itself with --help.",
  ].join("\n");
}
