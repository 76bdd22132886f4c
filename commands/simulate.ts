/** `meterd simulate`: a meter as bytes, on a pseudo terminal, on a TCP port or in a file. */
import { WIRINGS } from "#codec/encode/household_state.ts";
import { LAYOUTS } from "#codec/encode/layouts/mod.ts";
import type { ByteOutlet } from "#drivers/ports.ts";
import { outletKind } from "#drivers/sim/outlet.ts";
import { schedule } from "#drivers/sim/schedule.ts";
import { securities } from "#drivers/sim/sealing.ts";
import { simSource, type SimulatedMeter } from "#drivers/sim/sim_source.ts";
import { simulation } from "#drivers/sim/simulation.ts";
import { Fault } from "#model/fault.ts";
import { systemClock } from "#runtime/clock.ts";
import type { Command } from "./command.ts";
import { parseWords, TEXT } from "./options.ts";
import { send, TO_OPTIONS, withOutlet } from "./send.ts";

const METERS = LAYOUTS.map(({ id, description }) => `  ${id.padEnd(22)}${description}`).join("\n");

export const simulateCommand: Command = {
  name: "simulate",
  summary: "Be a meter: send real frames of a made-up household",
  usage: `meterd simulate --meter ID --to pty|tcp://HOST:PORT|FILE [options]

${TO_OPTIONS}

Options:
  --seed N                another household (default 1)
  --speed X               so many times faster than real time (default 1)
  --count N               stop after N frames; a file needs it
  --phases WIRING         ${WIRINGS.join(", ")}: how the house is connected
  --zone IANA             the zone of the meter's clock (default Europe/Oslo)
  --key HEX               cipher with this encryption key (32 hex digits)
  --auth-key HEX          and authenticate with this key

Meters:
${METERS}

Examples:
  meterd simulate --meter aidon --to pty
  meterd simulate --meter p1 --to tcp://127.0.0.1:2001
  meterd simulate --meter kaifa --to kaifa.hex --count 100
  meterd simulate --meter kamstrup-dk --key 000102030405060708090A0B0C0D0E0F --to pty`,

  async run(args, io) {
    const { meter: id = "", to, count, "auth-key": authKey, ...words } = parse(args);
    if (to === undefined) throw new Fault("usage", { what: "--to is missing" });
    const meter = simulation({ id, authKey, ...words });
    if (typeof meter === "string") throw new Fault("usage", { what: meter });
    const countMax = countOf(count);
    const isFile = outletKind(to) === "file";
    if (isFile && countMax === Infinity) throw new Fault("usage", { what: "a file needs --count" });
    await withOutlet(to, io, async (outlet) => {
      if (isFile) {
        await writeFrames(meter, outlet, countMax);
        return;
      }
      await outlet.ready(io.signal);
      const source = simSource({ name: `sim:${id}`, ...meter }, systemClock);
      await send(source, outlet, { signal: io.signal, countMax });
    });
    return 0;
  },
};

function parse(args: readonly string[]) {
  return parseWords({
    args: [...args],
    options: {
      meter: TEXT,
      to: TEXT,
      seed: TEXT,
      speed: TEXT,
      count: TEXT,
      phases: TEXT,
      zone: TEXT,
      key: TEXT,
      "auth-key": TEXT,
    },
  }).values;
}

function countOf(word: string | undefined): number {
  const count = Number(word ?? Infinity);
  if (word === undefined || (Number.isInteger(count) && count > 0)) return count;
  throw new Fault("usage", { what: `--count is a whole number above 0, not ${word}` });
}

/** Frames as fast as they can be made, with the clock they would have had from now on. */
async function writeFrames(
  { layout, household, seal }: Omit<SimulatedMeter, "name">,
  outlet: ByteOutlet,
  countMax: number,
): Promise<void> {
  const nextSecurity = securities(seal, systemClock);
  let count = 0;
  for (const { list, atMs } of schedule(layout.pushes, systemClock.nowMs())) {
    if (count++ === countMax) return;
    await outlet.write(layout.encode(household.at(atMs), list, nextSecurity()));
  }
}
