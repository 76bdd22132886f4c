/** Files as commands get them: files, or standard input under the name `-`. */
import { captureBytes } from "#codec/capture.ts";
import { asFault, Fault } from "#model/fault.ts";
import { bad, good, type Outcome } from "#model/outcome.ts";
import type { CommandIo } from "./command.ts";

const STDIN = "-";

/** The bytes of a file. */
export async function fileBytes(
  file: string,
  io: CommandIo,
): Promise<Outcome<Uint8Array<ArrayBuffer>>> {
  try {
    return good(file === STDIN ? new Uint8Array(await io.stdin()) : await Deno.readFile(file));
  } catch (thrown) {
    const what = asFault(thrown).detail.what ?? file;
    return bad(new Fault("file-unreadable", { what, cause: thrown }));
  }
}

/** The bytes that are in a capture, whatever form it has. */
export async function captureIn(
  file: string,
  io: CommandIo,
): Promise<Outcome<Uint8Array<ArrayBuffer>>> {
  const content = await fileBytes(file, io);
  return content.ok ? good(captureBytes(content.value)) : content;
}
