/** Where simulated and replayed bytes go: a pseudo terminal, a TCP port or a file. */
import { asFault, Fault } from "#model/fault.ts";
import type { ByteOutlet } from "../ports.ts";
import { parseTcpAddress } from "../linux/tcp_source.ts";
import { openPty } from "./pty_outlet.ts";
import { openTcpPort } from "./tcp_outlet.ts";

/**
 * What `--to` names: a line that is made for it, a serial port that is there, or a file, which
 * alone takes bytes at any pace.
 */
export function outletKind(to: string): "line" | "port" | "file" {
  if (to === "pty" || to.startsWith("tcp:")) return "line";
  try {
    return Deno.statSync(to).isCharDevice ? "port" : "file";
  } catch {
    return "file";
  }
}

/**
 * Opens the outlet that `--to` names: `pty`, `tcp://HOST:PORT` to listen on, else the path of a
 * port or of a file; one that ends in `.hex` is written as a hex dump, a line for each frame or
 * piece. Throws `outlet-unavailable`.
 */
export async function openOutlet(to: string): Promise<ByteOutlet> {
  if (to === "pty") return await openPty();
  if (to.startsWith("tcp:")) {
    const address = parseTcpAddress(to.slice("tcp:".length));
    if (address === null) throw new Fault("outlet-unavailable", { what: `${to} has no port` });
    return openTcpPort(address);
  }
  return await openFile(to);
}

async function openFile(path: string): Promise<ByteOutlet> {
  const file = await create(path);
  const encoder = new TextEncoder();
  const isHex = path.endsWith(".hex");
  let isOpen = true;
  return {
    reader: `file:${path}`,
    ready: () => Promise.resolve(),
    async write(bytes) {
      let rest = isHex ? encoder.encode(`${bytes.toHex().toUpperCase()}\n`) : bytes;
      while (rest.length > 0) rest = rest.subarray(await file.write(rest));
    },
    close() {
      if (isOpen) file.close();
      isOpen = false;
      return Promise.resolve();
    },
  };
}

async function create(path: string): Promise<Deno.FsFile> {
  try {
    return await Deno.create(path);
  } catch (cause) {
    throw new Fault("outlet-unavailable", { what: asFault(cause).detail.what ?? path, cause });
  }
}
