import assert from "node:assert/strict";
import { boardFacts } from "#drivers/linux/board_facts.ts";

const ROUTES = `Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT
eth0\t0001A8C0\t00000000\t0001\t0\t0\t100\t00FFFFFF\t0\t0\t0
wlan0\t00000000\t0101A8C0\t0003\t0\t0\t600\t00000000\t0\t0\t0
eth0\t00000000\t0101A8C0\t0003\t0\t0\t100\t00000000\t0\t0\t0
`;

async function board(macs: Record<string, string>, routes: string | null) {
  const root = await Deno.makeTempDir();
  await Deno.mkdir(`${root}/proc/sys/kernel`, { recursive: true });
  await Deno.mkdir(`${root}/proc/net`);
  await Deno.writeTextFile(`${root}/proc/sys/kernel/hostname`, "meterhouse\n");
  if (routes !== null) await Deno.writeTextFile(`${root}/proc/net/route`, routes);
  for (const [name, mac] of Object.entries(macs)) {
    await Deno.mkdir(`${root}/sys/class/net/${name}`, { recursive: true });
    await Deno.writeTextFile(`${root}/sys/class/net/${name}/address`, `${mac}\n`);
  }
  const facts = await boardFacts({ proc: `${root}/proc`, sys: `${root}/sys` });
  await Deno.remove(root, { recursive: true });
  return facts;
}

const MACS = {
  eth0: "b8:27:eb:00:00:01",
  lo: "00:00:00:00:00:00",
  wlan0: "b8:27:eb:00:00:02",
};

Deno.test("boardFacts() takes the MAC of the default route with the lowest metric", async () => {
  const facts = await board(MACS, ROUTES);
  assert.deepEqual(facts, {
    mac: "B8:27:EB:00:00:01",
    hostname: "meterhouse",
    arch: Deno.build.arch,
  });
  const wireless = ROUTES.split("\n").slice(0, 3).join("\n");
  assert.equal((await board(MACS, wireless)).mac, "B8:27:EB:00:00:02");
});

Deno.test("boardFacts() takes the first real MAC without a route, zeros without any", async () => {
  assert.equal((await board(MACS, null)).mac, "B8:27:EB:00:00:01");
  assert.equal((await board({ lo: MACS.lo }, ROUTES)).mac, "00:00:00:00:00:00");
  assert.equal((await board({}, null)).mac, "00:00:00:00:00:00");
});

Deno.test("boardFacts() of this machine are whole", async () => {
  const { mac, hostname } = await boardFacts();
  assert.match(mac, /^([0-9A-F]{2}:){5}[0-9A-F]{2}$/);
  assert.notEqual(hostname, "");
});
