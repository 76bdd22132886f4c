/**
 * `file:PATH?speed=N&baud=N`: a capture as a source, at the pace of a serial line. Hex dumps,
 * binary captures and P1 text are told apart by their content.
 */
import { captureBytes } from "#codec/capture.ts";
import { Fault } from "#model/fault.ts";
import type { Clock } from "#runtime/clock.ts";
import type { ByteLine, Bytes, ByteSource } from "../ports.ts";

export type FileOptions = {
  readonly name: string;
  readonly path: string;
  /** Bits per second of the line that is imitated, 11 bits a byte. */
  readonly baud: number;
  /** How much faster than that line. */
  readonly speed: number;
};

const BITS_PER_BYTE = 11;
/** Bytes come in pieces of this length of time, as a port delivers them. */
const PIECE_MS = 50;
const PIECE_BYTES_MAX = 512;

/**
 * A file as a source that ends. Opening throws `source-missing` or `source-denied`; every opening
 * starts at the first byte. Each piece is delivered at the time of its last byte.
 */
export function fileSource(options: FileOptions, clock: Clock): ByteSource {
  return {
    name: options.name,
    open: async () => replay(captureBytes(await readFile(options.path)), options, clock),
  };
}

function replay(
  bytes: Bytes,
  { baud, speed }: Pick<FileOptions, "baud" | "speed">,
  clock: Clock,
): ByteLine {
  const bytesPerMs = baud * speed / BITS_PER_BYTE / 1000;
  const pieceBytes = Math.min(Math.max(1, Math.round(bytesPerMs * PIECE_MS)), PIECE_BYTES_MAX);
  const startMs = clock.monotonicMs();
  const closed = new AbortController();
  let at = 0;
  return {
    async read() {
      if (at >= bytes.length) return null;
      const end = Math.min(at + pieceBytes, bytes.length);
      const waitMs = startMs + end / bytesPerMs - clock.monotonicMs();
      await clock.sleep(Math.max(0, waitMs), closed.signal);
      const piece = bytes.slice(at, end);
      at = end;
      return piece;
    },
    close() {
      closed.abort();
      return Promise.resolve();
    },
  };
}

async function readFile(path: string): Promise<Uint8Array> {
  try {
    return await Deno.readFile(path);
  } catch (cause) {
    const denied = cause instanceof Deno.errors.PermissionDenied;
    throw new Fault(denied ? "source-denied" : "source-missing", { what: path, cause });
  }
}
