import assert from "node:assert/strict";
import { joinBytes } from "#codec/encode/bytes.ts";
import { decodeCommand } from "#commands/decode.ts";
import { listOf } from "#tests/support/frames.ts";

async function run(args: readonly string[], stdin = new Uint8Array(0)) {
  const out: string[] = [];
  const io = {
    out: (line: string) => void out.push(line),
    err: () => {},
    stdin: () => Promise.resolve(stdin),
    signal: new AbortController().signal,
  };
  const code = await decodeCommand.run(args, io);
  return { code, out, json: () => out.map((line) => JSON.parse(line)) };
}

async function file(content: Uint8Array | string): Promise<string> {
  const path = await Deno.makeTempFile({ prefix: "meterd-decode-" });
  if (typeof content === "string") await Deno.writeTextFile(path, content);
  else await Deno.writeFile(path, content);
  return path;
}

Deno.test("decode --json prints a reading and its place, from hex, binary and P1 text", async () => {
  const frame = listOf("aidon", 2, 777);
  const telegram = listOf("p1-se", 4, 888);
  const files = await Promise.all([
    file(frame.toHex().replace(/(..)/g, "$1 ").toUpperCase()),
    file(frame),
    file(telegram),
  ]);
  const { code, json } = await run(["--json", ...files]);
  assert.equal(code, 0);
  assert.deepEqual(
    json().map(({ file, offset, outcome, reading }) => [file, offset, outcome, reading.importW]),
    [
      [files[0], 0, "reading", 777],
      [files[1], 0, "reading", 777],
      [files[2], 0, "reading", 888],
    ],
  );
  assert.equal("receivedAtMs" in json()[0].reading, false);
});

Deno.test("decode --json prints faults with hints, and goes on to the next file", async () => {
  const broken = listOf("aidon", 2).with(50, 0);
  const { code, json } = await run(["--json", "/no/such/file", await file(broken), "-"]);
  assert.equal(code, 1);
  assert.deepEqual(
    json().map(({ outcome, fault }) => [outcome, fault.code, fault.hint.length > 0]),
    [
      ["fault", "file-unreadable", true],
      ["fault", "frame-checksum", true],
      ["fault", "frame-unknown", true],
    ],
  );
});

Deno.test("decode - reads standard input", async () => {
  const { code, json } = await run(["--json", "-"], listOf("kaifa", 1, 55));
  assert.equal(code, 0);
  assert.deepEqual([json()[0].file, json()[0].reading.importW], ["-", 55]);
});

Deno.test("decode takes settings of the meter", async () => {
  const path = await file(listOf("kamstrup", 3, 100));
  const { json } = await run([
    "--json",
    "--zone",
    "Europe/Helsinki",
    "--set",
    "meter.accumulatedMultiplier=0.1",
    "--set=meter.wattageMultiplier=2",
    path,
  ]);
  const [{ reading }] = json();
  assert.deepEqual([reading.importW, reading.importWh], [200, 3_000_000]);
  assert.equal(reading.apduTime, "2026-01-05T11:00:00Z");
});

Deno.test("decode --entry apdu reads a dump without a frame", async () => {
  const path = await file("0f40000000" + "00" + "0201" + "0600001015");
  const { code, json } = await run(["--json", "--entry", "apdu", path]);
  assert.equal(code, 0);
  assert.equal(json()[0].reading.importW, 4117);
});

Deno.test("decode shows layers, values and units for people, and the reason of a fault", async () => {
  const broken = listOf("aidon", 2).with(50, 0);
  const good = await file(listOf("aidon", 3, 321));
  const { out, code } = await run([good, await file(broken), "/no/such/file", "-"]);
  assert.equal(code, 0);
  assert.match(
    out[0]!,
    /, bytes 0 to \d+: a reading of list type 3, layout aidon\n {2}HDLC frame\n/,
  );
  assert.match(out[0]!, /1-0:1\.7\.0 +import power: 321 W {2}→ importW\n/);
  assert.match(out[0]!, /\n {2}importW +321 W\n/);
  assert.match(out[0]!, /\n {2}importWh +30000000 Wh\n/);
  assert.match(out[1]!, /no reading \(frame-checksum\), not trusted/);
  assert.match(out[1]!, /frame checksum WRONG: expected [0-9A-F]{4}, found [0-9A-F]{4}/);
  assert.match(out[1]!, /checksum is wrong.*\n?.*\(frame-checksum\)\n {2}Some of these are normal/);
  assert.match(out[2]!, /^\/no\/such\/file:\n {2}Rejected: The file cannot be read/);
  assert.match(out[3]!, /^-:\n {2}Rejected: .*no bytes/);
});

Deno.test("decode counts the readings it does not show", async () => {
  const frame = listOf("aidon", 1);
  const path = await file(joinBytes(Array.from({ length: 150 }, () => frame)));
  const { out, code } = await run([path]);
  assert.equal(code, 0);
  assert.equal(out.length, 101);
  assert.match(out.at(-1)!, /and more that is not shown: 50 readings/);
});

Deno.test("decode refuses a command it does not understand", async () => {
  const wrong = [
    [],
    ["--nonsense", "x"],
    ["--entry", "line", "x"],
    ["--zone", "Mars/Olympus", "x"],
    ["--key", "1234", "x"],
    ["--set", "meter.nonsense=1", "x"],
    ["--set", "web.http=1", "x"],
    ["--set", "meter.zone", "x"],
  ];
  for (const args of wrong) {
    await assert.rejects(run(args), { code: "usage" }, args.join(" "));
  }
});
