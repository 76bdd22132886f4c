/**
 * `serial:/dev/ttyUSB0?baud=2400&format=8E1`: a serial port. `stty` sets it, `node:fs` reads and
 * writes it. Meters that push are never written to.
 */
import { constants } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { Fault } from "#model/fault.ts";
import type { ByteLine, Bytes, ByteSource } from "../ports.ts";
import { tryFlock } from "./flock.ts";
import { ParityErrors } from "./parity_errors.ts";
import { flockHolder, lockFileHolder } from "./port_holder.ts";
import { ReadGuard } from "./read_guard.ts";
import { type SerialFormat, setLine } from "./stty.ts";

export type SerialOptions = {
  readonly name: string;
  /** `/dev/ttyUSB0`, `/dev/serial/by-id/…`; links are followed at every opening. */
  readonly path: string;
  readonly baud: number;
  readonly format: SerialFormat;
};

const READ_MAX = 512;
const NOTHING: Bytes = new Uint8Array(0);
/** A read of a whole port lasts 200 ms when nothing comes; one that ends sooner found no port. */
const EMPTY_MS_MIN = 100;
const QUICK_EMPTIES_MAX = 3;

/**
 * A port as a source. Opening throws `source-missing`, `source-denied`, `source-busy` (with the
 * name of the holder where it can be seen) or `source-format`; reading throws `source-lost` when
 * the adapter was pulled.
 */
export function serialSource(options: SerialOptions): ByteSource {
  return { name: options.name, open: () => openSerial(options) };
}

/** The port behind `serialSource`, for those who also write or count errors. */
export async function openSerial(options: Omit<SerialOptions, "name">): Promise<SerialLine> {
  const { path } = options;
  const device = await deviceOf(path);
  const claimedBy = lockFileHolder(device);
  if (claimedBy !== null) throw new Fault("source-busy", { what: `${path} by ${claimedBy}` });
  // Without O_NONBLOCK opening may wait for a carrier that never comes; stty switches that off.
  const lock = await openPort(path, constants.O_NONBLOCK);
  try {
    if (!tryFlock(lock.fd)) {
      const holder = flockHolder(device) ?? "another process";
      throw new Fault("source-busy", { what: `${path} by ${holder}` });
    }
    const warning = await setLine(path, options);
    return new SerialLine({ path, lock, port: await openPort(path, 0), warning });
  } catch (thrown) {
    await lock.close();
    throw thrown;
  }
}

type Parts = {
  readonly path: string;
  /** Holds the lock of the port. */
  readonly lock: FileHandle;
  /** Reads the port. */
  readonly port: FileHandle;
  readonly warning: string | null;
};

/** An open port. */
export class SerialLine implements ByteLine {
  readonly warning: string | null;
  readonly #parts: Parts;
  readonly #parity: ParityErrors;
  readonly #buffer = new Uint8Array(READ_MAX);
  #quickEmpties = 0;
  readonly #guard = new ReadGuard();

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#parity = new ParityErrors(parts.port.fd);
    this.warning = parts.warning;
  }

  /** Bytes with a wrong parity bit since the last call, where the port counts them. */
  parityErrors(): number {
    return this.#parity.take();
  }

  /** Sends all bytes; throws `source-lost` when the adapter was pulled. */
  async write(bytes: Bytes): Promise<void> {
    const { path, port } = this.#parts;
    try {
      for (let at = 0; at < bytes.length;) at += (await port.write(bytes, at)).bytesWritten;
    } catch (cause) {
      throw new Fault("source-lost", { what: path, cause });
    }
  }

  read(): Promise<Bytes> {
    return this.#guard.begun(this.#read());
  }

  /**
   * Waits for a read that is under way, so that none of its bytes are stolen from the next line.
   */
  close(): Promise<void> {
    return this.#guard.close(async () => {
      this.#parity.close();
      await this.#parts.port.close();
      await this.#parts.lock.close();
    });
  }

  async #read(): Promise<Bytes> {
    const { path, port } = this.#parts;
    const startMs = performance.now();
    let count: number;
    try {
      count = (await port.read(this.#buffer, 0, READ_MAX, null)).bytesRead;
    } catch (cause) {
      throw new Fault("source-lost", { what: path, cause });
    }
    if (count > 0) {
      this.#quickEmpties = 0;
      return this.#buffer.slice(0, count);
    }
    const isQuick = performance.now() - startMs < EMPTY_MS_MIN;
    this.#quickEmpties = isQuick ? this.#quickEmpties + 1 : 0;
    if (this.#quickEmpties >= QUICK_EMPTIES_MAX) throw new Fault("source-lost", { what: path });
    return NOTHING;
  }
}

/** The port itself behind links. */
async function deviceOf(path: string): Promise<string> {
  try {
    const { isCharDevice } = await Deno.stat(path);
    if (isCharDevice) return await Deno.realPath(path);
  } catch (thrown) {
    throw portFault(path, thrown);
  }
  throw new Fault("source-missing", { what: `${path} is no serial port` });
}

/** O_NOCTTY: see `flock.ts`. */
async function openPort(path: string, flags: number): Promise<FileHandle> {
  try {
    return await open(path, constants.O_RDWR | constants.O_NOCTTY | flags);
  } catch (thrown) {
    throw portFault(path, thrown);
  }
}

function portFault(path: string, thrown: unknown): Fault {
  const { code } = thrown as { code?: string };
  const detail = { what: path, cause: thrown };
  if (code === "EACCES" || code === "EPERM") return new Fault("source-denied", detail);
  if (code === "EBUSY") return new Fault("source-busy", detail);
  return new Fault("source-missing", detail);
}
