/**
 * `mqtt://user:password@broker/topic`: frames that another device publishes as they came off the
 * meter's port, binary, as hex digits or as P1 text. What a device says on the topic besides (debug
 * text) is for the framer to pass over.
 */
import { readFile } from "node:fs/promises";
import type { IPublishPacket, MqttClient } from "mqtt";
import { captureBytes } from "#codec/capture.ts";
import { asFault, Fault } from "#model/fault.ts";
import type { Clock } from "#runtime/clock.ts";
import type { ByteLine, Bytes, ByteSource } from "./ports.ts";

export type MqttOptions = {
  /** Without the login: it is shown and logged. */
  readonly name: string;
  /** `mqtt://host:1883` or `mqtts://host:8883`. */
  readonly broker: string;
  readonly topic: string;
  /** Empty for none. */
  readonly user: string;
  readonly password: string;
  /** File of the authority that signed the broker's certificate; `null` for those of the system. */
  readonly authority: string | null;
};

const CONNECT_MS_MAX = 10_000;
const KEEP_ALIVE_S = 60;
const LOOK_AROUND_MS = 1_000;
/** No frame is longer, nor shorter; a clock or a temperature has digits too. */
const MESSAGE_BYTES_MAX = 65_536;
const FRAME_BYTES_MIN = 10;
/** A reader that is slower than the meter loses the oldest. */
const WAITING_MAX = 64;
const NOTHING: Bytes = new Uint8Array(0);

/**
 * A topic as a source. Opening throws `source-missing` when nobody answers, `source-refused` for a
 * wrong login or a topic that may not be read, `source-untrusted` for a certificate that does not
 * fit; reading throws `source-lost` when the connection ends.
 */
export function mqttSource(options: MqttOptions, clock: Clock): ByteSource {
  return {
    name: options.name,
    open: async () => {
      const line = new MqttLine(await connect(options), options.name, clock);
      await line.subscribe(options.topic);
      return line;
    },
  };
}

async function connect(options: MqttOptions): Promise<MqttClient> {
  const { name, broker, user, password, authority } = options;
  // Loaded here, as MQTT.js is slow to start and few houses have such a meter.
  const { default: mqtt } = await import("mqtt");
  const client = mqtt.connect(broker, {
    ...(user === "" ? {} : { username: user, password }),
    ...(authority === null ? {} : { ca: [await authorityOf(authority)] }),
    clean: true,
    keepalive: KEEP_ALIVE_S,
    connectTimeout: CONNECT_MS_MAX,
    reconnectPeriod: 0,
  });
  const fault = await new Promise<Fault | null>((settle) => {
    client.once("connect", () => settle(null));
    client.on("error", (error) => settle(connectFault(error, name)));
    client.once("close", () => settle(new Fault("source-missing", { what: name })));
  });
  if (fault === null) return client;
  client.end(true);
  throw fault;
}

class MqttLine implements ByteLine {
  readonly #client: MqttClient;
  readonly #waiting: Bytes[] = [];
  #heard = new AbortController();
  #fault: Fault | null = null;

  constructor(client: MqttClient, readonly name: string, readonly clock: Clock) {
    this.#client = client;
    client.on("message", (_topic, payload, packet) => this.#take(payload, packet));
    client.on("close", () => {
      this.#fault = new Fault("source-lost", { what: name });
      this.#heard.abort();
    });
  }

  async subscribe(topic: string): Promise<void> {
    try {
      await this.#client.subscribeAsync(topic, { qos: 1 });
    } catch (cause) {
      await this.close();
      const what = `${this.name} (${asFault(cause).detail.what})`;
      throw new Fault("source-refused", { what, cause });
    }
  }

  async read(): Promise<Bytes> {
    if (this.#waiting.length === 0 && this.#fault === null) {
      this.#heard = new AbortController();
      await this.clock.sleep(LOOK_AROUND_MS, this.#heard.signal);
    }
    const bytes = this.#waiting.shift();
    if (bytes === undefined && this.#fault !== null) throw this.#fault;
    return bytes ?? NOTHING;
  }

  close(): Promise<void> {
    this.#client.end(true);
    return Promise.resolve();
  }

  /** A retained message is as old as it likes to be; it would count as a reading of now. */
  #take(payload: Uint8Array, { retain }: IPublishPacket): void {
    if (retain || payload.length > MESSAGE_BYTES_MAX) return;
    const bytes = captureBytes(payload);
    this.#waiting.push(bytes.length < FRAME_BYTES_MIN ? new Uint8Array(payload) : bytes);
    if (this.#waiting.length > WAITING_MAX) this.#waiting.shift();
    this.#heard.abort();
  }
}

async function authorityOf(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (cause) {
    throw new Fault("source-untrusted", { what: `${path} cannot be read`, cause });
  }
}

/** CONNACK codes 4 and 5 (MQTT 3.1.1 §3.2.2.3) mean a wrong login. */
function connectFault(error: Error, name: string): Fault {
  const what = `${name} (${error.message})`;
  const code = "code" in error ? error.code : null;
  if (code === 4 || code === 5) return new Fault("source-refused", { what, cause: error });
  const isTls = /certificate|self.signed|altname|CERT_/i.test(`${code} ${error.message}`);
  return new Fault(isTls ? "source-untrusted" : "source-missing", { what, cause: error });
}
