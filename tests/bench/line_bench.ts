/**
 * `deno task bench:line`: what listening costs. A pseudo terminal delivers 16 000 bytes a second,
 * more than any port of a meter, to the uart and decoder actors of this process; the meter is a
 * process of its own. Printed is the share of one core that this process used.
 */
import { decoderActor } from "#actors/decoder/decoder_actor.ts";
import { HeldLine } from "#actors/uart/held_line.ts";
import { uartActor } from "#actors/uart/uart_actor.ts";
import { layoutOf } from "#codec/encode/layouts/mod.ts";
import { openSource } from "#drivers/sources.ts";
import type { QuarantinedReading } from "#model/quarantine.ts";
import type { MeterReading } from "#model/reading.ts";
import type { PartStatus } from "#model/status.ts";
import { ByteRing } from "#runtime/byte_ring.ts";
import { systemClock } from "#runtime/clock.ts";
import { OUTPUTS } from "#runtime/group.ts";
import { Supervisor } from "#runtime/supervisor.ts";
import { Topic } from "#runtime/topic.ts";
import { Tray } from "#runtime/tray.ts";
import { NOON_MS } from "#tests/support/frames.ts";
import { householdExample } from "#tests/support/household_example.ts";
import { meterOptions } from "#tests/support/meter_options.ts";
import { ptyPair } from "#tests/support/pty.ts";
import { quietBook } from "#tests/support/quiet_book.ts";

const BYTES_PER_S = 16_000;
const SECONDS = 8;
/** Writes its standard input over and over, a twentieth of a second's worth at a time. */
const METER = `
const frames = new Uint8Array(await new Response(Deno.stdin.readable).arrayBuffer());
using port = Deno.openSync(Deno.args[0], { write: true });
const startMs = performance.now();
for (let sent = 0;;) {
  const due = (performance.now() - startMs) * ${BYTES_PER_S} / 1000;
  while (sent < due) {
    const at = sent % frames.length;
    sent += port.writeSync(frames.subarray(at, at + 64));
  }
  await new Promise((wake) => setTimeout(wake, 50));
}`;

/** Time of this process on a core so far, ms: user and system ticks of proc(5). */
function cpuMs(): number {
  const fields = Deno.readTextFileSync("/proc/self/stat").split(") ")[1]!.split(" ");
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

async function measure(id: string): Promise<void> {
  await using pty = await ptyPair();
  const layout = layoutOf(id)!;
  const list = layout.pushes.at(-1)!.list;
  const frame = layout.encode(householdExample(1234, NOON_MS), list);
  const source = openSource(`serial:${pty.readerPath}`, { clock: systemClock });
  if (!source.ok) throw source.fault;
  const ring = new ByteRing("ring", 65_536);
  const readings = new Topic<MeterReading>("readings");
  let count = 0;
  const queue = readings.reader("bench", { capacity: 4, overflow: "dropOldest" });
  queue.offer = () => {
    count++;
  };
  const statuses = new Topic<PartStatus>("statuses");
  const held = new HeldLine(source.value);
  const uart = uartActor({ part: "source", held, ring, statuses });
  const options = meterOptions();
  const decode = {
    meter: "main",
    options,
    mainFuseA: 0,
    part: "decoder",
    ring,
    readings,
    statuses,
    quarantine: new Tray<QuarantinedReading>(1),
    lastHeard: () => Promise.resolve(null),
  };
  const children = [
    { name: "decoder", group: OUTPUTS, actor: decoderActor(decode) },
    { name: "uart", group: OUTPUTS, actor: uart },
  ];
  const { book } = quietBook();
  const stop = new AbortController();
  const exit = new Supervisor(children, { clock: systemClock, book }).run(stop.signal);
  const meter = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", `data:application/javascript,${encodeURIComponent(METER)}`, pty.meterPath],
    stdin: "piped",
  }).spawn();
  const writer = meter.stdin.getWriter();
  await writer.write(frame);
  await writer.close();
  while (count < 100) await systemClock.sleep(50);
  const before = { cpuMs: cpuMs(), count, bytes: ring.report().received, atMs: performance.now() };
  await systemClock.sleep(SECONDS * 1000);
  const spanS = (performance.now() - before.atMs) / 1000;
  const cpu = (cpuMs() - before.cpuMs) / 10 / spanS;
  const bytes = (ring.report().received - before.bytes) / spanS;
  console.log(
    `${id.padEnd(10)} ${Math.round(bytes)} bytes/s, ` +
      `${((count - before.count) / spanS).toFixed(0)} readings/s: ${cpu.toFixed(1)} % of a core`,
  );
  meter.kill("SIGKILL");
  await meter.status;
  stop.abort();
  await exit;
}

for (const id of ["p1", "kamstrup", "aidon"]) await measure(id);
