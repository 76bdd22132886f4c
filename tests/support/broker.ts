/** A real mosquitto on loopback, for as long as a test needs it. */
import { deadline } from "./deadline.ts";

export type Broker = AsyncDisposable & { readonly port: number };

/** The topic on which services of tests publish. */
export const TOPIC = "house";

/** The words that make a service publish to a broker. */
export function publishTo({ port }: Broker): string[] {
  return ["mqtt.host=127.0.0.1", `mqtt.port=${port}`, `mqtt.topic=${TOPIC}`]
    .flatMap((setting) => ["--set", setting]);
}

export type BrokerOptions = {
  readonly port?: number;
  /** Requires this login. */
  readonly user?: string;
  readonly password?: string;
  /** Paths of certificate and key: the port speaks TLS. */
  readonly tls?: { readonly cert: string; readonly key: string };
};

/** A port that is free at this moment. */
export function freePort(): number {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return listener.addr.port;
}

export async function startBroker(options: BrokerOptions = {}): Promise<Broker> {
  const port = options.port ?? freePort();
  const dir = await Deno.makeTempDir({ prefix: "meterd-broker-" });
  // Without "user root" a broker started by root could not read its files in our folder.
  let config = `listener ${port} 127.0.0.1\npersistence false\nuser root\n`;
  if (options.tls !== undefined) {
    config += `certfile ${options.tls.cert}\nkeyfile ${options.tls.key}\n`;
  }
  if (options.user === undefined) config += "allow_anonymous true\n";
  else {
    const file = `${dir}/passwords`;
    const args = ["-c", "-b", file, options.user, options.password ?? ""];
    await new Deno.Command("mosquitto_passwd", { args, stderr: "null" }).output();
    config += `allow_anonymous false\npassword_file ${file}\n`;
  }
  await Deno.writeTextFile(`${dir}/mosquitto.conf`, config);
  const process = new Deno.Command("mosquitto", {
    args: ["-c", `${dir}/mosquitto.conf`],
    env: { PATH: `${Deno.env.get("PATH")}:/usr/sbin` },
    stdout: "null",
    stderr: "null",
  }).spawn();
  await deadline(accepts(port), "mosquitto did not start");
  return {
    port,
    async [Symbol.asyncDispose]() {
      process.kill("SIGKILL");
      await process.status;
      await Deno.remove(dir, { recursive: true });
    },
  };
}

async function accepts(port: number): Promise<void> {
  for (;;) {
    try {
      (await Deno.connect({ hostname: "127.0.0.1", port })).close();
      return;
    } catch {
      await new Promise((wake) => setTimeout(wake, 20));
    }
  }
}
