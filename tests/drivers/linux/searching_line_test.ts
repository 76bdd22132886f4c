import { deepEqual, equal, rejects } from "node:assert/strict";
import { joinBytes } from "#codec/encode/bytes.ts";
import { LINE_SETTINGS, type LineSetting, settingText } from "#drivers/linux/line_search.ts";
import { type SearchedLine, searchingSource } from "#drivers/linux/searching_line.ts";
import { openSerial } from "#drivers/linux/serial_tty.ts";
import type { SourceMemory } from "#drivers/linux/source_memory.ts";
import type { ByteLine } from "#drivers/ports.ts";
import { Fault } from "#model/fault.ts";
import { VirtualClock } from "#runtime/clock.ts";
import { listOf } from "#tests/support/frames.ts";
import { isMissing } from "#tests/support/needs.ts";
import { ptyPair } from "#tests/support/pty.ts";

const NAME = "serial:/dev/ttyUSB0";
const NOTHING = new Uint8Array(0);
const RUBBISH = Uint8Array.from({ length: 40 }, (_, at) => (at * 37) & 0xff);

/** What a meter of one setting lets a port hear, one read a second. */
class Wire {
  readonly clock = new VirtualClock();
  readonly opened: string[] = [];
  openCount = 0;
  parityErrorCount = 0;
  /** Settings the port does not know. */
  refused: string[] = [];
  /** What the next reads with the right setting give, after these nothing. */
  frames: Uint8Array<ArrayBuffer>[] = [];
  rubbish: Uint8Array<ArrayBuffer> = RUBBISH;
  kept: Record<string, string> = {};
  readonly memory: SourceMemory = {
    recall: (name) => this.kept[name] ?? null,
    keep: (name, text) => {
      this.kept[name] = text;
    },
  };

  constructor(readonly meter: string) {}

  open(setting: LineSetting): Promise<SearchedLine> {
    const text = settingText(setting);
    this.opened.push(text);
    if (this.refused.includes(text)) return Promise.reject(new Fault("source-format"));
    this.openCount++;
    return Promise.resolve({
      warning: null,
      read: async () => {
        await this.clock.advance(1000);
        return text === this.meter ? this.frames.shift() ?? NOTHING : this.rubbish;
      },
      parityErrors: () => text === this.meter ? 0 : this.parityErrorCount,
      close: () => {
        this.openCount--;
        return Promise.resolve();
      },
    });
  }

  source() {
    const open = (setting: LineSetting) => this.open(setting);
    return searchingSource(
      { name: NAME, settings: LINE_SETTINGS, open, memory: this.memory },
      this.clock,
    );
  }
}

/** Reads until something is passed on. */
async function firstBytes(line: ByteLine, readsMax = 500): Promise<Uint8Array> {
  for (let n = 0; n < readsMax; n++) {
    const bytes = (await line.read())!;
    if (bytes.length > 0) return bytes;
  }
  return NOTHING;
}

Deno.test("searchingSource() holds rubbish back and finds the meter behind it", async () => {
  const wire = new Wire("115200 8N1");
  const frames = [listOf("aidon", 1, 1), listOf("aidon", 1, 2)];
  wire.frames = [frames[0]!.slice(0, 9), frames[0]!.slice(9), frames[1]!];
  const line = await wire.source().open();
  deepEqual(line.note, { state: "waiting", text: "Trying 2400 8E1 …", fault: null });
  deepEqual(await firstBytes(line), frames[0]);
  equal(line.note!.text, `First telegram from ${NAME} at 115200 8N1`);
  deepEqual(wire.kept, {});
  deepEqual(await firstBytes(line), frames[1]);
  deepEqual(line.note, { state: "ok", text: `Listening to ${NAME} at 115200 8N1`, fault: null });
  deepEqual(wire.kept, { [NAME]: "115200 8N1" });
  deepEqual(wire.opened, LINE_SETTINGS.slice(0, 6).map(settingText));
  await line.close();
  equal(wire.openCount, 0);
});

Deno.test("searchingSource() begins with what it found before the restart", async () => {
  const wire = new Wire("9600 7E1");
  wire.kept[NAME] = "9600 7E1";
  wire.frames = [listOf("aidon", 1, 1)];
  const line = await wire.source().open();
  deepEqual(await firstBytes(line, 1), listOf("aidon", 1, 1));
  deepEqual(wire.opened, ["9600 7E1"]);
  await line.close();
});

Deno.test("searchingSource() goes on where it was when the port was lost and is back", async () => {
  const wire = new Wire("9600 8E1");
  const source = wire.source();
  const first = await source.open();
  for (let n = 0; n < 13; n++) await first.read();
  equal(wire.opened.at(-1), "9600 8E1");
  await first.close();
  const second = await source.open();
  equal(wire.opened.at(-1), "9600 8E1");
  await second.close();
});

Deno.test("searchingSource() hurries past settings with parity errors", async () => {
  const wire = new Wire("2400 8N1");
  wire.parityErrorCount = 10;
  wire.frames = [listOf("aidon", 1, 1)];
  const line = await wire.source().open();
  await firstBytes(line);
  equal(wire.clock.monotonicMs() <= 4000, true);
  await line.close();
});

Deno.test("searchingSource() passes over what the port does not know", async () => {
  const wire = new Wire("2400 8N1");
  wire.refused = ["2400 8E1", "9600 8E1", "115200 8E1"];
  wire.frames = [listOf("aidon", 1, 1)];
  const line = await wire.source().open();
  equal((await firstBytes(line, 1)).length > 0, true);
  await line.close();
  wire.refused = LINE_SETTINGS.map(settingText);
  await rejects(wire.source().open(), new Fault("source-format"));
});

Deno.test("searchingSource() tells the owner of the inverter after a full turn", async () => {
  const wire = new Wire("none");
  const line = await wire.source().open();
  for (let n = 0; n < 8 * 13; n++) await line.read();
  deepEqual([line.note!.state, line.note!.fault?.code], ["fault", "source-garbled"]);
  equal(/invert/.test(line.note!.fault!.hint), true);
  equal(/^Trying \d+ 8E1 …$/.test(line.note!.text), true);
  wire.rubbish = NOTHING;
  // What was heard of the turn that has begun counts too.
  for (let n = 0; n < 2 * 8 * 13; n++) await line.read();
  equal(line.note!.fault?.code, "source-silent");
  equal(/invert/.test(line.note!.fault!.hint), true);
  await line.close();
});

Deno.test("searchingSource() searches anew when a found setting gives nothing but rubbish", async () => {
  const wire = new Wire("2400 8E1");
  wire.frames = [listOf("aidon", 1, 1), listOf("aidon", 1, 2)];
  const line = await wire.source().open();
  await firstBytes(line);
  await firstBytes(line);
  wire.frames = Array.from({ length: 700 }, () => RUBBISH);
  for (let n = 0; n < 605; n++) await line.read();
  equal(line.note!.state, "waiting");
  equal(wire.opened.at(-1), "9600 8E1");
  await line.close();
});

Deno.test({
  name: "searchingSource() opens a real terminal again with every speed until frames come",
  ignore: isMissing("socat"),
  async fn() {
    await using pair = await ptyPair();
    const wire = new Wire("");
    const settings = LINE_SETTINGS.filter(({ format }) => format === "8N1");
    const path = pair.readerPath;
    const open = (setting: LineSetting) => openSerial({ path, ...setting });
    const options = { name: NAME, settings, open, memory: wire.memory };
    const line = await searchingSource(options, wire.clock).open();
    const speeds = [await speedOf(path)];
    for (const _ of settings) {
      deepEqual(await line.read(), NOTHING);
      await wire.clock.advance(12_000);
      await line.read();
      await line.read();
      speeds.push(await speedOf(path));
    }
    deepEqual(speeds, ["2400", "9600", "115200", "2400"]);
    const frames = joinBytes([listOf("aidon", 1, 1), listOf("aidon", 1, 2)]);
    await Deno.writeFile(pair.meterPath, frames);
    const heard: number[] = [];
    while (heard.length < frames.length) heard.push(...(await line.read())!);
    deepEqual(Uint8Array.from(heard), frames);
    equal(wire.kept[NAME], "2400 8N1");
    await line.close();
  },
});

async function speedOf(path: string): Promise<string> {
  const { stdout } = await new Deno.Command("stty", { args: ["-F", path, "speed"] }).output();
  return new TextDecoder().decode(stdout).trim();
}
