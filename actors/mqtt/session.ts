/**
 * One connection to one broker, from CONNECT to its end: birth, messages, farewell. MQTT.js carries
 * the protocol; when to try again is decided by the actor.
 */
import type { MqttClient } from "mqtt";
import { type MqttMessage, statusTopic } from "#codec/mqtt/format.ts";
import { Fault } from "#model/fault.ts";
import type { BrokerSettings } from "#config/schema.ts";

const CONNECT_MS_MAX = 10_000;
const KEEP_ALIVE_S = 60;
const FAREWELL_MS_MAX = 1_000;

/** An established session. */
export class Session {
  readonly #client: MqttClient;
  readonly #ended = new AbortController();
  #fault = new Fault("mqtt-lost");

  private constructor(client: MqttClient, readonly broker: BrokerSettings) {
    this.#client = client;
    client.on("error", (cause) => {
      this.#fault = new Fault("mqtt-lost", { what: `${broker.host} (${cause.message})`, cause });
    });
    client.on("close", () => this.#ended.abort());
    if (!client.connected) this.#ended.abort();
  }

  /** Connects and says `online`; throws an `mqtt-…` fault. */
  static async open(broker: BrokerSettings, signal: AbortSignal): Promise<Session> {
    // Loaded here, as MQTT.js is the slowest part of the start and not every house has a broker.
    const { default: mqtt } = await import("mqtt");
    const client = mqtt.connect(brokerUrl(broker), {
      clientId: broker.clientId,
      ...(broker.user === "" ? {} : { username: broker.user, password: broker.password }),
      clean: true,
      keepalive: KEEP_ALIVE_S,
      connectTimeout: CONNECT_MS_MAX,
      reconnectPeriod: 0,
      queueQoSZero: false,
      will: { topic: statusTopic(broker.topic), payload: OFFLINE, retain: true, qos: 0 },
    });
    // MQTT.js reports trouble by events; without a listener an error would be thrown.
    client.on("error", () => {});
    await connected(client, broker, signal);
    const session = new Session(client, broker);
    await session.publish({ topic: statusTopic(broker.topic), payload: "online", retain: true });
    return session;
  }

  /** Aborted when the connection is gone. */
  get ended(): AbortSignal {
    return this.#ended.signal;
  }

  /** Why it ended. */
  get fault(): Fault {
    return this.#fault;
  }

  /** Resolves with true when the message was written to the socket, with false when it is gone. */
  publish({ topic, payload, retain }: MqttMessage): Promise<boolean> {
    return new Promise((resolve) => {
      const { signal } = this.#ended;
      if (signal.aborted) return resolve(false);
      const lost = () => resolve(false);
      signal.addEventListener("abort", lost, { once: true });
      this.#client.publish(topic, payload, { retain, qos: 0 }, (error) => {
        // A refused write is followed by the end of the connection.
        if (error) return;
        signal.removeEventListener("abort", lost);
        resolve(true);
      });
    });
  }

  /** Says `offline` and disconnects; a clean DISCONNECT suppresses the will (30 §2.1). */
  async leave(): Promise<void> {
    if (this.#ended.signal.aborted) return;
    await this.publish({
      topic: statusTopic(this.broker.topic),
      payload: OFFLINE,
      retain: true,
    });
    const limit = AbortSignal.timeout(FAREWELL_MS_MAX);
    await new Promise<void>((gone) => {
      limit.addEventListener("abort", () => gone(), { once: true });
      this.#client.end(false, {}, () => gone());
    });
    this.drop();
  }

  /** Cuts the connection; the broker publishes the will. */
  drop(): void {
    this.#client.end(true);
  }
}

const OFFLINE = "offline";

function brokerUrl(broker: BrokerSettings): string {
  const host = broker.host.includes(":") ? `[${broker.host}]` : broker.host;
  const port = broker.port || (broker.tls ? 8883 : 1883);
  return `${broker.tls ? "mqtts" : "mqtt"}://${host}:${port}`;
}

function connected(client: MqttClient, broker: BrokerSettings, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    let reason: Error | null = null;
    const fail = () => {
      signal.removeEventListener("abort", fail);
      client.end(true);
      reject(connectFault(reason, broker));
    };
    signal.addEventListener("abort", fail, { once: true });
    client.once("connect", () => {
      signal.removeEventListener("abort", fail);
      client.off("close", fail);
      resolve();
    });
    client.once("error", (error) => {
      reason = error;
      if (!client.disconnecting) fail();
    });
    client.once("close", fail);
  });
}

/** CONNACK codes 4 and 5 (MQTT 3.1.1 §3.2.2.3) mean a wrong login. */
function connectFault(error: Error | null, broker: BrokerSettings): Fault {
  const what = `${broker.host}${error === null ? "" : ` (${error.message})`}`;
  const code = error !== null && "code" in error ? error.code : null;
  if (code === 4 || code === 5) return new Fault("mqtt-refused", { what, cause: error });
  if (/certificate|self.signed|altname|CERT_/i.test(`${code} ${error?.message ?? ""}`)) {
    return new Fault("mqtt-tls", { what, cause: error });
  }
  return new Fault("mqtt-unreachable", { what, cause: error });
}
