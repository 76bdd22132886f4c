import { deepEqual, equal, match, rejects } from "node:assert/strict";
import { type EdgeInput, EdgeTimes, openEdges } from "#drivers/linux/edge_lines.ts";
import { Fault } from "#model/fault.ts";
import { systemClock } from "#runtime/clock.ts";
import { until } from "#tests/support/deadline.ts";
import { isMissing } from "#tests/support/needs.ts";

Deno.test("EdgeTimes reads the stamps of gpiomon 1 and 2, on the clock of the quickest line", () => {
  const times = new EdgeTimes();
  const v1 = (stamp: string) => `event:  RISING EDGE offset: 17 timestamp: [${stamp}]`;
  equal(times.of(v1("    1234.000000000"), 50_010), 50_010);
  // The second edge came 100 ms later, its line only 2 ms late.
  equal(times.of(v1("    1234.100000000"), 50_102), 50_102);
  equal(times.of(v1("    1234.200000000"), 50_220), 50_202);
  equal(times.of("1234.300000000", 50_302), 50_302);
});

Deno.test("EdgeTimes follows a clock of stamps that was set", () => {
  const times = new EdgeTimes();
  times.of("1234.000000000", 50_000);
  equal(times.of("9999.000000000", 51_000), 51_000);
});

Deno.test("EdgeTimes takes any other line at its arrival, but no edge that falls", () => {
  const times = new EdgeTimes();
  equal(times.of("pulse", 7), 7);
  equal(times.of("17 1", 8), 8);
  equal(times.of("event: FALLING EDGE offset: 17 timestamp: [  1.000000000]", 9), null);
  equal(times.of("", 9), null);
});

async function listen(input: EdgeInput) {
  const heard: number[] = [];
  const onEdge = (atMs: number) => heard.push(atMs);
  return { heard, edges: await openEdges(input, { clock: systemClock, onEdge }) };
}

Deno.test("openEdges() hears every line of a FIFO, and that its writer left", async () => {
  const folder = await Deno.makeTempDir();
  const path = `${folder}/edges`;
  await new Deno.Command("mkfifo", { args: [path] }).output();
  const { heard, edges } = await listen({ path });
  const writer = await Deno.open(path, { write: true });
  await writer.write(new TextEncoder().encode("1.000000000\n1.2000"));
  await until(() => heard.length === 1, "one edge");
  await writer.write(new TextEncoder().encode("00000\n"));
  await until(() => heard.length === 2, "two edges");
  equal(edges.fault(), null);
  writer.close();
  await until(() => edges.fault() !== null, "the end");
  equal(edges.fault()!.code, "source-lost");
  await edges.close();
  await Deno.remove(folder, { recursive: true });
});

Deno.test("openEdges() can be closed before anybody writes", async () => {
  const folder = await Deno.makeTempDir();
  const path = `${folder}/edges`;
  await new Deno.Command("mkfifo", { args: [path] }).output();
  const { edges } = await listen({ path });
  await edges.close();
  await Deno.remove(folder, { recursive: true });
});

/** A stand-in that says its version and words, prints two edges and stays. */
const standIn = (version: string) =>
  `#!/bin/sh
[ "$1" = --version ] && echo "gpiomon (libgpiod) ${version}" && exit
echo "$@" >&2
echo "event:  RISING EDGE offset: 17 timestamp: [    1234.000000000]"
echo "event:  RISING EDGE offset: 17 timestamp: [    1234.500000000]"
`;

Deno.test("openEdges() asks either gpiomon in its own words", async () => {
  const folder = await Deno.makeTempDir();
  const gpiomon = `${folder}/gpiomon`;
  const words: Record<string, string> = {};
  for (const version of ["v1.6.3", "v2.1.2"]) {
    await Deno.writeTextFile(gpiomon, standIn(version), { mode: 0o755 });
    const input = { chip: "gpiochip0", line: 17, bias: "pull-up", gpiomon } as const;
    const { heard, edges } = await listen(input);
    await until(() => edges.fault() !== null, "the end");
    equal(heard.length, 2);
    words[version] = edges.fault()!.detail.what!;
    await edges.close();
  }
  deepEqual(words, {
    "v1.6.3": "--rising-edge --bias=pull-up gpiochip0 17",
    "v2.1.2": "--edges=rising --format=%S --chip=gpiochip0 --bias=pull-up 17",
  });
  await Deno.remove(folder, { recursive: true });
});

Deno.test("openEdges() says which package is missing", async () => {
  const input = { chip: "gpiochip0", line: 17, bias: null, gpiomon: "gpiomon-none" };
  await rejects(listen(input), (thrown) => {
    return thrown instanceof Fault && thrown.code === "source-missing" &&
      /apt install gpiod/.test(thrown.message);
  });
});

Deno.test({
  name: "openEdges() hands on what the real gpiomon says of a chip that is not there",
  ignore: isMissing("gpiomon"),
  async fn() {
    const { edges } = await listen({ chip: "gpiochip97", line: 17, bias: null });
    await until(() => edges.fault() !== null, "the end");
    equal(edges.fault()!.code, "source-missing");
    match(edges.fault()!.message, /gpiomon: .*(No such file|cannot find)/);
    await edges.close();
  },
});
