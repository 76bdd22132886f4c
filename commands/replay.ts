/** `meterd replay`: a capture as bytes, at the pace of the line it came from. */
import { fileSource } from "#drivers/sim/file_source.ts";
import { outletKind } from "#drivers/sim/outlet.ts";
import { asFault, Fault } from "#model/fault.ts";
import { systemClock } from "#runtime/clock.ts";
import type { Command } from "./command.ts";
import { parseWords, SWITCH, TEXT } from "./options.ts";
import { send, TO_OPTIONS, withOutlet } from "./send.ts";

export const replayCommand: Command = {
  name: "replay",
  summary: "Send a capture again, at its own pace or faster",
  usage: `meterd replay FILE --to pty|tcp://HOST:PORT|FILE [options]

FILE is a hex dump, a binary capture or P1 text; which one shows in its content.

${TO_OPTIONS}

Options:
  --baud N                pace of the line, 11 bits a byte (default 2400)
  --speed X               so many times faster than that (default 1)
  --loop                  start over at the end, until Ctrl-C

Examples:
  meterd replay capture.hex --to pty
  meterd replay telegram.txt --baud 115200 --to tcp://127.0.0.1:2001 --loop`,

  async run(args, io) {
    const { path, to, baud, speed, loop } = readOptions(args);
    await mustBeReadable(path);
    const source = fileSource({ name: `file:${path}`, path, baud, speed }, systemClock);
    await withOutlet(to, io, async (outlet) => {
      await outlet.ready(io.signal);
      do await send(source, outlet, { signal: io.signal }); while (loop && !io.signal.aborted);
    });
    return 0;
  },
};

function readOptions(args: readonly string[]) {
  const { values, positionals } = parseWords({
    args: [...args],
    allowPositionals: true,
    options: { to: TEXT, baud: TEXT, speed: TEXT, loop: SWITCH },
  });
  const [path, ...more] = positionals;
  if (path === undefined || more.length > 0) throw new Fault("usage", { what: "name one FILE" });
  if (values.to === undefined) throw new Fault("usage", { what: "--to is missing" });
  const { to, loop = false } = values;
  const isFile = outletKind(to) === "file";
  if (isFile && loop) throw new Fault("usage", { what: "--loop would fill the disk" });
  const speed = isFile ? Infinity : positive("speed", values.speed ?? "1");
  return { path, to, loop, speed, baud: positive("baud", values.baud ?? "2400") };
}

/** Said before anybody is asked to connect. */
async function mustBeReadable(path: string): Promise<void> {
  try {
    (await Deno.open(path)).close();
  } catch (thrown) {
    throw new Fault("file-unreadable", { what: asFault(thrown).detail.what ?? path });
  }
}

function positive(name: string, word: string): number {
  const value = Number(word);
  if (value > 0) return value;
  throw new Fault("usage", { what: `--${name} is a number above 0, not ${word}` });
}
