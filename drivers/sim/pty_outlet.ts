/**
 * A pseudo terminal that looks like a serial port: socat joins two, this side writes into one, and
 * the reader opens the other. It keeps speed and bytes but no parity (chapter 50 §0 trap 2).
 */
import { asFault, Fault } from "#model/fault.ts";
import type { ByteOutlet } from "../ports.ts";
import { PatientWriter } from "./patient_writer.ts";

const START_MS_MAX = 5_000;
const LOOK_MS = 20;
/** After the last byte, so that the reader has it before the terminal goes away. */
const LINGER_MS = 200;

/** Throws `outlet-unavailable` when socat is not installed or makes no terminals. */
export async function openPty(): Promise<ByteOutlet> {
  const folder = await Deno.makeTempDir({ prefix: "meterd-pty-" });
  const [near, far] = [`${folder}/near`, `${folder}/meter`];
  let socat: Deno.ChildProcess | null = null;
  const remove = async () => {
    if (socat !== null) await end(socat);
    await Deno.remove(folder, { recursive: true });
  };
  try {
    socat = spawn(near, far);
    await appear([near, far]);
    const file = await Deno.open(near, { read: true, write: true });
    return ptyOutlet(file, `serial:${far}`, remove);
  } catch (thrown) {
    await remove();
    throw thrown;
  }
}

function ptyOutlet(file: Deno.FsFile, reader: string, remove: () => Promise<void>): ByteOutlet {
  // Who takes the terminal away from under the writer is `close`.
  const writer = new PatientWriter(file, () => {});
  let closing: Promise<void> | null = null;
  return {
    reader,
    // The terminal itself holds some kilobytes until a reader comes.
    ready: () => Promise.resolve(),
    write: (bytes) => writer.write(bytes),
    close: () => closing ??= close(),
  };

  async function close(): Promise<void> {
    await writer.drain();
    await new Promise((wake) => setTimeout(wake, LINGER_MS));
    await remove();
    file.close();
  }
}

function spawn(near: string, far: string): Deno.ChildProcess {
  try {
    return new Deno.Command("socat", {
      args: ["-u", `pty,raw,echo=0,link=${near}`, `pty,raw,echo=0,link=${far}`],
      stdin: "null",
      stdout: "null",
      stderr: "null",
    }).spawn();
  } catch (cause) {
    const what = cause instanceof Deno.errors.NotFound
      ? "the program socat is missing (apt install socat)"
      : asFault(cause).message;
    throw new Fault("outlet-unavailable", { what, cause });
  }
}

/** Ctrl-C in a terminal reaches socat too, so that it may have ended already. */
async function end(socat: Deno.ChildProcess): Promise<void> {
  try {
    socat.kill("SIGKILL");
  } catch (thrown) {
    if (!(thrown instanceof TypeError)) throw thrown;
  }
  await socat.status;
}

/** Waits until all paths are there. */
async function appear(paths: readonly string[]): Promise<void> {
  for (let waitedMs = 0; waitedMs < START_MS_MAX; waitedMs += LOOK_MS) {
    if (paths.every(exists)) return;
    await new Promise((wake) => setTimeout(wake, LOOK_MS));
  }
  throw new Fault("outlet-unavailable", { what: "socat made no terminals" });
}

function exists(path: string): boolean {
  try {
    Deno.statSync(path);
    return true;
  } catch {
    return false;
  }
}
