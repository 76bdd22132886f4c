/** `meterd keys`: the key doctor on the command line. Keys are printed only when that is asked. */
import { diagnose, type Diagnosis } from "#codec/keys/diagnose.ts";
import { findKeys, type FoundKey, type KeyRole } from "#codec/keys/find_keys.ts";
import { Fault } from "#model/fault.ts";
import { EXIT } from "#runtime/supervisor.ts";
import { captureIn } from "./capture_file.ts";
import type { Command } from "./command.ts";
import { meterOf } from "./meter.ts";
import { parseWords, SWITCH, TEXT } from "./options.ts";
import { wrapped } from "./wrap.ts";

const NAME_WIDTH = 26;
/** Digits that are shown of a key at either end. */
const SHOWN_DIGITS = 2;

export const keysCommand: Command = {
  name: "keys",
  summary: "Say whether keys open a meter's telegrams, what is wrong, and what to ask for",
  usage: `meterd keys [options] FILE…

FILE is a capture of the meter's line (hex dump or binary; - is standard input). TEXT is a key
in any form: with blanks, 0x, colons or line breaks, or the whole e-mail of the grid company.

Options:
  --key TEXT             what you have: one key, or both, may be repeated
  --auth-key TEXT        what you believe is the authentication key, may be repeated
  --show                 print the keys; without it only their first and last two digits

Exit code: 0 when readings come out with the settings it names, 1 when not, 2 for a wrong command.

Examples:
  meterd keys capture.bin
  meterd keys --key "$(cat mail.txt)" capture.bin
  meterd keys --key 000102030405060708090A0B0C0D0E0F --auth-key "D0 D1 D2 …" capture.bin`,

  async run(args, io) {
    const { files, keys, isShown } = readOptions(args);
    const captures: Uint8Array[] = [];
    for (const file of files) {
      const capture = await captureIn(file, io);
      if (!capture.ok) throw capture.fault;
      captures.push(capture.value);
    }
    const diagnosis = diagnose({ captures, keys, meter: meterOf([]) });
    io.out(diagnosisText(diagnosis, isShown));
    return diagnosis.isReadable ? EXIT.done : EXIT.failed;
  },
};

function diagnosisText({ sentences, ask, settings }: Diagnosis, isShown: boolean): string {
  const row = (name: string, key: string | null) =>
    `  ${name.padEnd(NAME_WIDTH)}${key === null ? "(empty)" : isShown ? key : masked(key)}`;
  return [
    ...sentences.flatMap((sentence) => wrapped(sentence, 0)),
    ...(ask === "" ? [] : ["", ...wrapped(ask, 0)]),
    ...(settings === undefined ? [] : [
      "",
      "Settings:",
      row("meter.encryptionKey", settings.encryptionKey),
      row("meter.authenticationKey", settings.authenticationKey),
      ...(isShown || settings.encryptionKey === null ? [] : ["  (--show prints the keys)"]),
    ]),
  ].join("\n");
}

function masked(key: string): string {
  return `${key.slice(0, SHOWN_DIGITS)}…${key.slice(-SHOWN_DIGITS)}`;
}

function readOptions(args: readonly string[]) {
  const { values, positionals: files } = parseWords({
    args: [...args],
    allowPositionals: true,
    options: {
      key: { ...TEXT, multiple: true },
      "auth-key": { ...TEXT, multiple: true },
      show: SWITCH,
    },
  });
  if (files.length === 0) throw new Fault("usage", { what: "name at least one FILE" });
  const texts: [string, KeyRole][] = [
    ...(values.key ?? []).map((text): [string, KeyRole] => [text, "encryption"]),
    ...(values["auth-key"] ?? []).map((text): [string, KeyRole] => [text, "authentication"]),
  ];
  const keys: FoundKey[] | null = texts.length === 0
    ? null
    : texts.flatMap(([text, role]) => findKeys(text, role));
  return { files, keys, isShown: values.show ?? false };
}
