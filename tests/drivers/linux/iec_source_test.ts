import { deepEqual, equal, rejects } from "node:assert/strict";
import { LineDecoder } from "#codec/line_decoder.ts";
import { iecSource } from "#drivers/linux/iec_source.ts";
import type { AskedLine } from "#drivers/linux/kmp_source.ts";
import { type LineSetting, settingText } from "#drivers/linux/line_search.ts";
import { openSerial } from "#drivers/linux/serial_tty.ts";
import type { ByteLine } from "#drivers/ports.ts";
import { Fault } from "#model/fault.ts";
import { systemClock, VirtualClock } from "#runtime/clock.ts";
import { deadline } from "#tests/support/deadline.ts";
import { line as bytesOf, listOf } from "#tests/support/frames.ts";
import { meterOptions } from "#tests/support/meter_options.ts";
import { isMissing } from "#tests/support/needs.ts";
import { ptyPair } from "#tests/support/pty.ts";

const NOTHING = new Uint8Array(0);
const CALL = "/?!\r\n";
/** As a meter of mode C answers: its name `/LGZ4…` offers 4800 baud. */
const READ_OUT = listOf("iec-c", 3, 1234);
const NAME_BYTES = READ_OUT.indexOf(0x0a) + 1;
const NAME = READ_OUT.slice(0, NAME_BYTES);
const BLOCK = READ_OUT.slice(NAME_BYTES);

/** A meter behind an optical head; the clock moves by 200 ms with every read in vain. */
class Head {
  readonly clock = new VirtualClock();
  readonly said: string[] = [];
  name = NAME;
  /** The speed of the block, and whether it waits for the acknowledgement. */
  baud = 4800;
  acknowledges = true;
  echoes = false;
  isSilent = false;
  /** Read-outs that arrive damaged. */
  damagedCount = 0;
  openCount = 0;
  #setting = "";
  #waiting: { baud: number; bytes: Uint8Array<ArrayBuffer> }[] = [];

  open(setting: LineSetting): Promise<AskedLine> {
    this.openCount++;
    // What came with the speed before is lost with the port.
    this.#waiting = this.#waiting.filter(({ baud }) => baud === setting.baud);
    this.#setting = settingText(setting);
    return Promise.resolve({
      write: (bytes) => this.#hear(bytes, setting.baud),
      read: () => this.#speak(setting.baud),
      close: () => {
        this.openCount--;
        return Promise.resolve();
      },
    });
  }

  source(everyMs = 30_000) {
    const open = (setting: LineSetting) => this.open(setting);
    return iecSource({ name: "iec:/dev/x", everyMs, open }, this.clock);
  }

  #hear(bytes: Uint8Array<ArrayBuffer>, baud: number): Promise<void> {
    const text = new TextDecoder().decode(bytes);
    this.said.push(`${this.#setting} ${text}`);
    if (this.echoes) this.#waiting.push({ baud, bytes });
    if (this.isSilent) return Promise.resolve();
    if (text === CALL) {
      this.#waiting.push({ baud: 300, bytes: this.name.slice(0, 7) });
      this.#waiting.push({ baud: 300, bytes: this.name.slice(7) });
    }
    if (text !== CALL || !this.acknowledges) {
      const block = this.damagedCount-- > 0 ? BLOCK.with(20, 0x7f) : BLOCK;
      for (let at = 0; at < block.length; at += 50) {
        this.#waiting.push({ baud: this.baud, bytes: block.slice(at, at + 50) });
      }
    }
    return Promise.resolve();
  }

  async #speak(baud: number): Promise<Uint8Array<ArrayBuffer>> {
    const next = this.#waiting[0];
    if (next?.baud === baud) return this.#waiting.shift()!.bytes;
    await this.clock.advance(200);
    return NOTHING;
  }
}

/** What the next reads give, moving the clock when the line waits. */
async function readOut(line: ByteLine, clock: VirtualClock | null): Promise<Uint8Array> {
  for (;;) {
    const reading = line.read();
    reading.catch(() => {});
    if (clock !== null) await clock.advance(1000);
    const bytes = (await reading)!;
    if (bytes.length > 0) return bytes;
  }
}

const isUnanswered = (thrown: unknown) =>
  thrown instanceof Fault && thrown.code === "source-unanswered";

Deno.test("iecSource() calls at 300 baud, takes the speed that is offered, and reads out", async () => {
  const head = new Head();
  const line = await head.source().open();
  equal(line.note!.state, "waiting");
  deepEqual(await readOut(line, head.clock), READ_OUT);
  deepEqual(head.said, [`300 7E1 ${CALL}`, "300 7E1 \x06040\r\n"]);
  equal(line.note!.text, "Asking iec:/dev/x every 30 s, mode C at 4800 baud");
  const [decoded] = new LineDecoder(meterOptions()).push(READ_OUT, 0);
  equal(decoded!.outcome.ok && decoded!.outcome.value.importW, 1234);
  deepEqual(await readOut(line, head.clock), READ_OUT);
  equal(head.said[2], `300 7E1 ${CALL}`);
  await line.close();
  equal(head.openCount, 0);
});

Deno.test("iecSource() follows meters that change by themselves, and those that do not", async () => {
  for (const [name, baud] of [["/LGZDZMF\r\n", 4800], ["/LGZ ZMF\r\n", 300]] as const) {
    const head = new Head();
    Object.assign(head, { name: bytesOf(name), baud, acknowledges: false });
    const line = await head.source().open();
    deepEqual(await readOut(line, head.clock), bytesOf(name, BLOCK), name);
    deepEqual(head.said, [`300 7E1 ${CALL}`]);
    await line.close();
  }
});

Deno.test("iecSource() is not confused by an optical head that hears itself", async () => {
  const head = new Head();
  head.echoes = true;
  const line = await head.source().open();
  deepEqual(await readOut(line, head.clock), READ_OUT);
  await line.close();
});

Deno.test("iecSource() calls again, twice, when a read-out is damaged", async () => {
  const head = new Head();
  head.damagedCount = 2;
  const line = await head.source().open();
  deepEqual(await readOut(line, head.clock), READ_OUT);
  equal(head.said.filter((text) => text.endsWith(CALL)).length, 3);
  await line.close();
});

Deno.test("iecSource() says source-unanswered when nobody answers three calls", async () => {
  const head = new Head();
  head.isSilent = true;
  const line = await head.source().open();
  await rejects(readOut(line, head.clock), isUnanswered);
  equal(head.said.length, 3);
  equal(head.clock.monotonicMs() < 15_000, true);
  await line.close();
});

Deno.test("iecSource() can be closed while it waits", async () => {
  const head = new Head();
  head.isSilent = true;
  const line = await head.source().open();
  const reading = line.read();
  await line.close();
  deepEqual(await deadline(reading, "the read ended"), NOTHING);
});

Deno.test({
  name: "iecSource() reads a meter out over a real terminal whose speed it changes",
  ignore: isMissing("socat"),
  async fn() {
    await using pair = await ptyPair();
    const meter = await openSerial({ path: pair.meterPath, baud: 300, format: "8N1" });
    const stop = new AbortController();
    const answering = answerCalls(meter, stop.signal);
    const open = ({ baud }: LineSetting) =>
      openSerial({ path: pair.readerPath, baud, format: "8N1" });
    const source = iecSource({ name: "iec:", everyMs: 1000, open }, systemClock);
    const line = await source.open();
    try {
      for (let n = 0; n < 2; n++) {
        deepEqual(await deadline(readOut(line, null), "no read-out"), READ_OUT);
      }
    } finally {
      stop.abort();
      await answering;
      await line.close();
    }
  },
});

async function answerCalls(port: Awaited<ReturnType<typeof openSerial>>, signal: AbortSignal) {
  let heard = "";
  while (!signal.aborted) {
    heard += new TextDecoder().decode(await port.read());
    if (!heard.endsWith("\r\n")) continue;
    // As the standard allows: between 200 and 1500 ms.
    await systemClock.sleep(300, signal);
    await port.write(heard === CALL ? NAME : BLOCK);
    heard = "";
  }
  await port.close();
}
