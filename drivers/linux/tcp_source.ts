/**
 * `tcp://host:port`: the raw bytes of a serial port that another machine serves (ser2net in raw
 * mode, an ESP bridge, `meterd simulate --to tcp://…`).
 */
import { asFault, Fault } from "#model/fault.ts";
import type { Clock } from "#runtime/clock.ts";
import type { ByteLine, Bytes, ByteSource } from "../ports.ts";

export type TcpAddress = { readonly hostname: string; readonly port: number };

export type TcpOptions = TcpAddress & { readonly name: string };

const CONNECT_MS_MAX = 10_000;
/** No meter is silent for so long; a bridge that lost its power says nothing when it goes. */
const SILENCE_MS_MAX = 60_000;
const LOOK_AROUND_MS = 1_000;
const READ_MAX = 512;
const NOTHING: Bytes = new Uint8Array(0);

/**
 * A server as a source. Opening throws `source-missing` when nobody answers within 10 s; reading
 * throws `source-lost` when the connection ends or is silent for a minute.
 */
export function tcpSource(options: TcpOptions, clock: Clock): ByteSource {
  return {
    name: options.name,
    open: async () => new TcpLine(await connect(options, clock), options.name, clock),
  };
}

async function connect({ name, hostname, port }: TcpOptions, clock: Clock): Promise<Deno.TcpConn> {
  const answered = new AbortController();
  const connecting = Deno.connect({ hostname, port });
  try {
    const late = clock.sleep(CONNECT_MS_MAX, answered.signal).then(() => null);
    const connection = await Promise.race([connecting, late]);
    if (connection !== null) {
      connection.setKeepAlive(true);
      return connection;
    }
  } catch (cause) {
    throw new Fault("source-missing", { what: `${name} (${asFault(cause).detail.what})`, cause });
  } finally {
    answered.abort();
  }
  connecting.then((connection) => connection.close(), () => {});
  throw new Fault("source-missing", { what: `${name} does not answer` });
}

/** `//host:port`, also with an IPv6 address in brackets; `null` when it is none. */
export function parseTcpAddress(text: string): TcpAddress | null {
  const match = /^\/\/(?:\[([0-9a-f:.]+)\]|([^:/[\]\s]+)):(\d{1,5})\/?$/i.exec(text);
  const port = Number(match?.[3]);
  if (match === null || port > 65_535) return null;
  return { hostname: match[1] ?? match[2] ?? "", port };
}

class TcpLine implements ByteLine {
  readonly #connection: Deno.TcpConn;
  readonly #buffer = new Uint8Array(READ_MAX);
  #reading: Promise<number | null> | null = null;
  #heardMs: number;
  #isOpen = true;

  constructor(connection: Deno.TcpConn, readonly name: string, readonly clock: Clock) {
    this.#connection = connection;
    this.#heardMs = clock.monotonicMs();
  }

  async read(): Promise<Bytes> {
    this.#reading ??= this.#connection.read(this.#buffer);
    const heard = new AbortController();
    const silence = this.clock.sleep(LOOK_AROUND_MS, heard.signal).then(() => 0);
    try {
      const count = await Promise.race([this.#reading, silence]);
      if (count === null) throw new Fault("source-lost", { what: this.name });
      if (count === 0) return this.#nothing();
      this.#reading = null;
      this.#heardMs = this.clock.monotonicMs();
      return this.#buffer.slice(0, count);
    } catch (cause) {
      throw cause instanceof Fault ? cause : new Fault("source-lost", { what: this.name, cause });
    } finally {
      heard.abort();
    }
  }

  close(): Promise<void> {
    if (this.#isOpen) {
      this.#isOpen = false;
      this.#reading?.catch(() => {});
      this.#connection.close();
    }
    return Promise.resolve();
  }

  #nothing(): Bytes {
    if (this.clock.monotonicMs() - this.#heardMs < SILENCE_MS_MAX) return NOTHING;
    throw new Fault("source-lost", { what: `${this.name} was silent for a minute` });
  }
}
