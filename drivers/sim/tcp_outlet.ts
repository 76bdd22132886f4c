/** A TCP port that serves the same bytes to everybody who is connected. */
import { asFault, Fault } from "#model/fault.ts";
import type { TcpAddress } from "../linux/tcp_source.ts";
import type { ByteOutlet } from "../ports.ts";
import { PatientWriter } from "./patient_writer.ts";

type Reader = { readonly connection: Deno.TcpConn; readonly writer: PatientWriter };

/** Listens at once; port 0 lets the system choose. Throws `outlet-unavailable`. */
export function openTcpPort(address: TcpAddress): ByteOutlet {
  const listener = listen(address);
  const readers = new Set<Reader>();
  const first = Promise.withResolvers<void>();
  const serving = serve();
  let closing: Promise<void> | null = null;
  return {
    reader: readerUrl(listener.addr),
    ready(signal) {
      signal.addEventListener("abort", () => first.resolve(), { once: true });
      return signal.aborted ? Promise.resolve() : first.promise;
    },
    async write(bytes) {
      await Promise.all([...readers].map(({ writer }) => writer.write(bytes)));
    },
    close: () => closing ??= close(),
  };

  async function serve(): Promise<void> {
    for await (const connection of listener) {
      const writer = new PatientWriter(connection, () => hangUp(reader));
      const reader: Reader = { connection, writer };
      readers.add(reader);
      first.resolve();
    }
  }

  function hangUp(reader: Reader): void {
    if (readers.delete(reader)) reader.connection.close();
  }

  async function close(): Promise<void> {
    listener.close();
    await serving;
    await Promise.all([...readers].map(({ writer }) => writer.drain()));
    readers.forEach(hangUp);
  }
}

function readerUrl({ hostname, port }: Deno.NetAddr): string {
  return `tcp://${hostname.includes(":") ? `[${hostname}]` : hostname}:${port}`;
}

function listen({ hostname, port }: TcpAddress): Deno.TcpListener {
  try {
    return Deno.listen({ hostname, port });
  } catch (cause) {
    const what = `tcp://${hostname}:${port} (${asFault(cause).detail.what})`;
    throw new Fault("outlet-unavailable", { what, cause });
  }
}
