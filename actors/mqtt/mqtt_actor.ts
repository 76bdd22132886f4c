/**
 * Stored readings to one broker in its format. A broker that is away is a state, not a crash: it is
 * tried again with growing, jittered delays, and meanwhile the queue keeps the newest readings.
 */
import type { Device } from "#codec/mqtt/format.ts";
import { formatOf } from "#codec/mqtt/mod.ts";
import type { BrokerSettings } from "#config/schema.ts";
import type { BoardFacts } from "#drivers/ports.ts";
import type { StoredReading } from "#model/energy.ts";
import { asFault } from "#model/fault.ts";
import { faultStatus, type PartStatus } from "#model/status.ts";
import type { Actor, Context } from "#runtime/actor.ts";
import { together } from "#runtime/together.ts";
import type { Reader, Topic } from "#runtime/topic.ts";
import { Session } from "./session.ts";

type Wires = {
  readonly part: string;
  readonly broker: BrokerSettings;
  readonly board: BoardFacts;
  readonly version: string;
  readonly startedAtMs: number;
  /** The first one publishes on the bare topic, others publish on `<topic>/<meter>`. */
  readonly meters: readonly { readonly id: string }[];
  readonly storedIn: Reader<StoredReading>;
  readonly statuses: Topic<PartStatus>;
};

const RETRY_MS_FIRST = 1_000;
const RETRY_MS_MAX = 60_000;
const JITTER = 0.2;
const SYSTEM_MS = 60_000;

export function mqttActor(wires: Wires): Actor {
  return async (context) => {
    const { signal, clock, log } = context;
    const { part, broker, statuses } = wires;
    const say = (state: PartStatus["state"], text: string) =>
      statuses.send({ part, state, text, fault: null, sinceMs: clock.nowMs() });
    context.ready();
    say("waiting", `Connecting to ${broker.host}`);
    let retryMs = RETRY_MS_FIRST;
    while (!signal.aborted) {
      try {
        const session = await opened(broker, context);
        context.count("connects");
        log.info(`connected to ${broker.host}`);
        say("ok", `Connected to ${broker.host}`);
        retryMs = RETRY_MS_FIRST;
        await attend(session, wires, context);
        if (!signal.aborted) throw session.fault;
      } catch (thrown) {
        const fault = asFault(thrown);
        if (signal.aborted) break;
        if (!fault.code.startsWith("mqtt-")) throw fault;
        context.count("connectionFaults");
        log.warn(fault);
        statuses.send(faultStatus(part, fault, clock.nowMs()));
        const jitter = 1 + JITTER * (2 * Math.random() - 1);
        await context.idle(clock.sleep(retryMs * jitter, signal));
        retryMs = Math.min(retryMs * 2, RETRY_MS_MAX);
      }
    }
  };
}

/** A new session; one that opens after the actor was taken away is dropped, not forgotten. */
async function opened(broker: BrokerSettings, { idle, signal }: Context): Promise<Session> {
  const opening = Session.open(broker, signal);
  try {
    return await idle(opening);
  } catch (thrown) {
    opening.then((session) => session.drop(), () => {});
    throw thrown;
  }
}

/** Publishes until the session ends or the actor stops. */
async function attend(session: Session, wires: Wires, context: Context): Promise<void> {
  const signal = AbortSignal.any([context.signal, session.ended]);
  try {
    await together({ ...context, signal }, [
      (life) => publishReadings(session, wires, life),
      (life) => publishSystem(session, wires, life),
    ]);
    await session.leave();
  } catch (thrown) {
    session.drop();
    throw thrown;
  }
}

async function publishReadings(session: Session, wires: Wires, life: Context): Promise<void> {
  const { storedIn, broker, meters } = wires;
  const format = formatOf(broker.format);
  for await (const reading of storedIn.messages(life)) {
    const { meter } = reading;
    const topic = meter === meters[0]!.id ? broker.topic : `${broker.topic}/${meter}`;
    for (const message of format.reading(reading, device(wires, life), topic)) {
      // What could not be written stays in the queue for the next session.
      if (!await session.publish(message)) return;
      life.count("messages");
    }
  }
}

async function publishSystem(session: Session, wires: Wires, life: Context): Promise<void> {
  while (!life.signal.aborted) {
    const { broker } = wires;
    for (const message of formatOf(broker.format).system(device(wires, life), broker.topic)) {
      await session.publish(message);
    }
    await life.idle(life.clock.sleep(SYSTEM_MS, life.signal));
  }
}

/** The device as it is now; sensors come with the boards (stage 8). */
function device({ board, broker, version, startedAtMs }: Wires, { clock }: Context): Device {
  return {
    id: board.mac,
    name: broker.clientId,
    version,
    uptimeS: Math.floor((clock.nowMs() - startedAtMs) / 1000),
    temperatureC: null,
    supplyV: null,
    signalDbm: null,
  };
}
