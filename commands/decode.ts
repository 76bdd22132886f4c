/** `meterd decode`: captures to readings, as JSON for programs or as text for people. */
import { decodeApdu, type Decoded, LineDecoder } from "#codec/line_decoder.ts";
import { examine } from "#codec/microscope/examine.ts";
import type { Slide } from "#codec/microscope/slide.ts";
import { Fault } from "#model/fault.ts";
import type { MeterOptions } from "#model/meter.ts";
import { type Bad, bad, type Outcome } from "#model/outcome.ts";
import { EXIT } from "#runtime/supervisor.ts";
import { captureIn } from "./capture_file.ts";
import type { Command } from "./command.ts";
import { decodedJson, faultText, slideText } from "./decode_text.ts";
import { meterOf } from "./meter.ts";
import { overridesOf, parseWords, SWITCH, TEXT } from "./options.ts";

/** Nothing to look at. */
const NO_SLIDE: Slide = { specimens: [], more: { readings: 0, faults: {} } };
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
  summary: "Say what is in a capture, layer by layer: readings, and faults with their reasons",
  usage: `meterd decode [options] FILE…

FILE is a hex dump, a binary capture or P1 text; which one shows in its content. - is
standard input. Shown are all layers with the places of their bytes, the checks that held or
did not, what the values mean (→ the field of the reading), and why there is no reading.

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
    const tell = isJson ? asJson : asText;
    let readingCount = 0;
    for (const file of files) {
      const told = tell({ file, entry, meter }, await captureIn(file, io));
      for (const line of told.lines) io.out(line);
      readingCount += told.readingCount;
    }
    return readingCount > 0 ? EXIT.done : EXIT.failed;
  },
};

type Source = { readonly file: string; readonly entry: Entry; readonly meter: MeterOptions };
type Capture = Outcome<Uint8Array<ArrayBuffer>>;
type Told = { readonly lines: readonly string[]; readonly readingCount: number };

/** What a file says; one that cannot be read or says nothing is a finding, too. */
function asJson({ file, entry, meter }: Source, capture: Capture): Told {
  const found = capture.ok ? decoded(capture.value, entry, meter) : [];
  const outcomes = found.length > 0 ? found : [{ startOffset: 0, outcome: withoutFrames(capture) }];
  return {
    lines: outcomes.map(({ startOffset, outcome }) =>
      decodedJson({ file, offset: startOffset, outcome })
    ),
    readingCount: outcomes.filter(({ outcome }) => outcome.ok).length,
  };
}

function asText({ file, entry, meter }: Source, capture: Capture): Told {
  const slide = capture.ok ? examine(capture.value, { entry, meter }) : NO_SLIDE;
  const { specimens, more } = slide;
  const lines = specimens.length > 0
    ? slideText(file, slide)
    : [faultText(file, withoutFrames(capture).fault)];
  const shown = specimens.filter(({ reading }) => reading !== null).length;
  return { lines, readingCount: shown + more.readings };
}

type Found = Pick<Decoded, "startOffset" | "outcome">;

function decoded(bytes: Uint8Array, entry: Entry, meter: MeterOptions): readonly Found[] {
  if (entry === "apdu") return [{ startOffset: 0, outcome: decodeApdu(bytes, meter) }];
  const decoder = new LineDecoder(meter);
  return [...decoder.push(bytes, 0), ...decoder.flush()];
}

function withoutFrames(capture: Capture): Bad {
  return capture.ok ? bad(new Fault("frame-unknown", { what: "no bytes" })) : capture;
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
