/** What `simulate` and `replay` share: bytes from a source go to an outlet until the end. */
import { openOutlet, outletKind } from "#drivers/sim/outlet.ts";
import type { ByteOutlet, ByteSource } from "#drivers/ports.ts";
import type { CommandIo } from "./command.ts";

export const TO_OPTIONS =
  `  --to pty                a pseudo terminal made by socat; its path is printed
  --to tcp://HOST:PORT    listen there and serve whoever connects
  --to /dev/ttyUSB1       a serial port, as it is set
  --to FILE               write a file; one that ends in .hex as a hex dump`;

/** Opens the outlet, says how to read from it, and closes it at the end. */
export async function withOutlet(
  to: string,
  io: CommandIo,
  use: (outlet: ByteOutlet) => Promise<void>,
): Promise<void> {
  const outlet = await openOutlet(to);
  try {
    if (outletKind(to) === "line") {
      io.out(outlet.reader);
      io.err(`Read it with: meterd run --source ${outlet.reader} --set web.security=none`);
    }
    await use(outlet);
  } finally {
    await outlet.close();
  }
}

/** Sends what a source delivers; stops after `countMax` of them, at its end or with the signal. */
export async function send(
  source: ByteSource,
  outlet: ByteOutlet,
  { signal, countMax = Infinity }: { signal: AbortSignal; countMax?: number },
): Promise<void> {
  const line = await source.open();
  const stop = () => line.close();
  signal.addEventListener("abort", stop, { once: true });
  try {
    for (let count = 0; count < countMax && !signal.aborted;) {
      const bytes = await line.read();
      if (bytes === null) return;
      if (bytes.length === 0 || signal.aborted) continue;
      await outlet.write(bytes);
      count++;
    }
  } finally {
    signal.removeEventListener("abort", stop);
    await line.close();
  }
}
