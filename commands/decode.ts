/** `meterd decode`: captures to readings, as JSON for programs or as text for people. */
import { captureBytes } from "#codec/capture.ts";
import { decodeApdu, type Decoded, LineDecoder } from "#codec/line_decoder.ts";
import { loadSettings, type Override } from "#config/load.ts";
import { meterOptions } from "#config/meter_options.ts";
import { asFault, Fault } from "#model/fault.ts";
import type { MeterOptions } from "#model/meter.ts";
import { bad, good, type Outcome } from "#model/outcome.ts";
import { EXIT } from "#runtime/supervisor.ts";
import type { Command, CommandIo } from "./command.ts";
import { decodedJson, decodedText, type Finding } from "./decode_text.ts";
import { mustFit, overridesOf, parseWords, SWITCH, TEXT } from "./options.ts";

const STDIN = "-";
const ENTRIES = ["wire", "apdu"] as const;
type Entry = typeof ENTRIES[number];

/** Options that stand for a setting of the meter. */
const SHORT_OPTIONS = [
  ["key", "meter.encryptionKey"],
  ["auth-key", "meter.authenticationKey"],
  ["zone", "meter.zone"],
] as const;

type Options = {
  readonly files: readonly string[];
  readonly entry: Entry;
  readonly isJson: boolean;
  readonly meter: MeterOptions;
};

export const decodeCommand: Command = {
  name: "decode",
  summary: "Say what is in a capture: readings, and faults with their reasons",
  usage: `meterd decode [options] FILE…

FILE is a hex dump, a binary capture or P1 text; which one shows in its content. - is
standard input.

Options:
  --json                 one JSON object a line
  --key HEX              encryption key, 32 hex digits
  --auth-key HEX         authentication key, 32 hex digits
  --zone IANA            zone of the meter's clock (default Europe/Oslo)
  --entry wire|apdu      wire (default): bytes as on the line; apdu: a dump without frames
  --set meter.KEY=VAL    any setting of a meter, may be repeated:
                         --set meter.accumulatedMultiplier=0.1

Exit code: 0 when a reading was found, 1 when none was, 2 for a wrong command.

Examples:
  meterd decode capture.hex
  cat /dev/ttyUSB0 | head -c 2000 | meterd decode --json -`,

  async run(args, io) {
    const { files, entry, isJson, meter } = readOptions(args);
    const format = isJson ? decodedJson : decodedText;
    let readingCount = 0;
    for (const file of files) {
      for (const finding of findings({ file, entry, meter }, await contentOf(file, io))) {
        if (finding.outcome.ok) readingCount++;
        io.out(format(finding));
      }
    }
    return readingCount > 0 ? EXIT.done : EXIT.failed;
  },
};

type Source = { readonly file: string; readonly entry: Entry; readonly meter: MeterOptions };

/** What a file says; a file that cannot be read or says nothing is a finding, too. */
function findings({ file, entry, meter }: Source, content: Outcome<Uint8Array>): Finding[] {
  if (!content.ok) return [{ file, offset: 0, outcome: content }];
  const bytes = captureBytes(content.value);
  if (entry === "apdu") return [{ file, offset: 0, outcome: decodeApdu(bytes, meter) }];
  const decoder = new LineDecoder(meter);
  const decoded: Decoded[] = [...decoder.push(bytes, 0), ...decoder.flush()];
  if (decoded.length === 0) {
    return [{ file, offset: 0, outcome: bad(new Fault("frame-unknown", { what: "no bytes" })) }];
  }
  return decoded.map(({ startOffset, outcome }) => ({ file, offset: startOffset, outcome }));
}

async function contentOf(file: string, io: CommandIo): Promise<Outcome<Uint8Array>> {
  try {
    return good(file === STDIN ? await io.stdin() : await Deno.readFile(file));
  } catch (thrown) {
    const what = asFault(thrown).detail.what ?? file;
    return bad(new Fault("file-unreadable", { what, cause: thrown }));
  }
}

function readOptions(args: readonly string[]): Options {
  const { values, positionals: files } = parse(args);
  if (files.length === 0) throw new Fault("usage", { what: "name at least one FILE" });
  const entry = ENTRIES.find((known) => known === (values.entry ?? "wire"));
  if (entry === undefined) throw new Fault("usage", { what: "--entry is wire or apdu" });
  const overrides = overridesOf(values.set);
  const stranger = overrides.find(({ name }) => !name.startsWith("meter."));
  if (stranger !== undefined) {
    throw new Fault("usage", { what: `decode has settings of a meter only, not ${stranger.name}` });
  }
  for (const [option, name] of SHORT_OPTIONS) {
    const value = values[option];
    if (value !== undefined) overrides.push({ name, value });
  }
  return { files, entry, isJson: values.json ?? false, meter: meterOf(overrides) };
}

function meterOf(overrides: readonly Override[]): MeterOptions {
  mustFit(overrides);
  const [first] = loadSettings(null, overrides).settings.meters;
  if (first === undefined) throw new Fault("internal", { what: "settings without a meter" });
  return meterOptions(first);
}

function parse(args: readonly string[]) {
  return parseWords({
    args: [...args],
    allowPositionals: true,
    options: {
      json: SWITCH,
      key: TEXT,
      "auth-key": TEXT,
      zone: TEXT,
      entry: TEXT,
      set: { ...TEXT, multiple: true },
    },
  });
}
