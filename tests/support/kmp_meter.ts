/** A meter that must be asked, at the far end of a terminal: it answers every whole question. */
import { kmpAnswer, type KmpMeter } from "#codec/encode/kmp.ts";
import { openSerial } from "#drivers/linux/serial_tty.ts";

const STOP = 0x0d;

/** Answers until the signal. */
export async function answerKmp(
  { path, meter }: { path: string; meter: KmpMeter },
  signal: AbortSignal,
): Promise<void> {
  const port = await openSerial({ path, baud: 9600, format: "8N2" });
  const heard: number[] = [];
  while (!signal.aborted) {
    heard.push(...await port.read());
    const stop = heard.indexOf(STOP);
    if (stop < 0) continue;
    const said = kmpAnswer(Uint8Array.from(heard.splice(0, stop + 1)), meter);
    if (said !== null) await port.write(said);
  }
  await port.close();
}
