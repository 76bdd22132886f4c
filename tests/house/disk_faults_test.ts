/**
 * The whole house while its disk is full, read-only or damaged: it goes on reading, publishing and
 * serving, says what is wrong, and stores what waited as soon as the disk is well again.
 */
import { deepEqual, equal, ok } from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { join } from "node:path";
import { DATABASE_NAME } from "#actors/history/database.ts";
import { quarterOfMs } from "#energy/quarter.ts";
import type { FaultCode } from "#model/fault.ts";
import type { Reading } from "#model/reading.ts";
import { VirtualClock } from "#runtime/clock.ts";
import { startBroker } from "#tests/support/broker.ts";
import { until } from "#tests/support/deadline.ts";
import { FastClock } from "#tests/support/fast_clock.ts";
import { canMount, mount, unmount } from "#tests/support/mounted.ts";
import { historyLife } from "#tests/support/history_life.ts";
import { isMissing } from "#tests/support/needs.ts";
import { P1Wire } from "#tests/support/p1_wire.ts";
import { meterReading } from "#tests/support/readings.ts";
import { wholeHouse } from "#tests/support/whole_house.ts";

const FASTER = 20;
const FRAME_MS = 20;
/** A simulated minute before a quarter ends, so that one closes while the disk is unwell. */
const BEGIN_MS = Date.UTC(2026, 2, 10, 9, 14);
const QUARTER_END_MS = Date.UTC(2026, 2, 10, 9, 15);

type Trouble = {
  readonly dataDir: string;
  readonly code: FaultCode;
  readonly hurt: () => void;
  readonly heal: () => void;
  /** The house starts with the trouble. */
  readonly isFirst?: boolean;
};

async function throughTrouble({ dataDir, code, hurt, heal, isFirst }: Trouble): Promise<void> {
  await using broker = await startBroker();
  const clock = new FastClock(FASTER, BEGIN_MS);
  using wire = new P1Wire(clock, FRAME_MS);
  if (isFirst) hurt();
  {
    await using house = await wholeHouse({ dataDir, clock, broker, source: wire.source });
    const { published } = house;
    if (!isFirst) {
      await until(() => published.length >= 50, "readings before the trouble");
      hurt();
    }
    const is = (state: string) => async () => (await house.part("history"))?.state === state;
    await until(is("fault"), "history says that it is in trouble", 60_000);
    equal((await house.part("history"))?.fault?.code, code);
    const before = published.length;
    await until(() => published.length >= before + 100, "MQTT goes on");
    await until(() => clock.nowMs() > QUARTER_END_MS + 10_000, "a quarter closes meanwhile");
    ok((await house.json("readings")).length > before, "the page shows what waits");
    heal();
    await until(is("ok"), "history says that all is well", 60_000);
    wire[Symbol.dispose]();
    await until(() => published.length === wire.sent, "every reading in MQTT");
    const powers = (await house.json("readings")).map(({ importW }: Reading) => importW);
    deepEqual(powers, published);
  }
  const { integrity, importWh, quarters } = stored(dataDir, BEGIN_MS);
  deepEqual({ integrity, importWh }, { integrity: "ok", importWh: wire.sent - 1 });
  ok(quarters > 1, "a quarter was closed meanwhile");
}

/** What the database holds from an instant on. */
function stored(dataDir: string, fromMs: number) {
  using database = new DatabaseSync(join(dataDir, DATABASE_NAME), { readOnly: true });
  const from = quarterOfMs(fromMs) / 1000;
  const sums = database.prepare(`SELECT sum(import_wh) AS wh, count(*) AS quarters
    FROM energy_15min WHERE at >= ?`).get(from);
  return {
    integrity: database.prepare("PRAGMA integrity_check").get()?.["integrity_check"],
    importWh: Number(sums?.["wh"]),
    quarters: Number(sums?.["quarters"]),
  };
}

Deno.test({
  name: "the house goes on while its disk is full, and stores what waited when there is room",
  ignore: isMissing("mosquitto") || !canMount(),
  async fn() {
    const dataDir = Deno.makeTempDirSync();
    mount("-t", "tmpfs", "-o", "size=1m", "none", dataDir);
    const ballast = join(dataDir, "ballast");
    const hurt = () => {
      using file = Deno.openSync(ballast, { write: true, create: true, append: true });
      try {
        while (file.writeSync(new Uint8Array(4096)) === 4096);
      } catch {
        // Now it is full.
      }
    };
    try {
      await throughTrouble({
        dataDir,
        code: "store-full",
        hurt,
        heal: () => Deno.removeSync(ballast),
      });
    } finally {
      unmount(dataDir);
    }
  },
});

Deno.test({
  name: "the house starts on a read-only disk, and stores what waited when it may write",
  ignore: isMissing("mosquitto") || !canMount(),
  async fn() {
    const dataDir = Deno.makeTempDirSync();
    mount("-t", "tmpfs", "-o", "size=4m", "none", dataDir);
    const hurt = () => void mount("-o", "remount,ro", dataDir);
    const heal = () => void mount("-o", "remount,rw", dataDir);
    try {
      await throughTrouble({ dataDir, code: "store-unwritable", hurt, heal, isFirst: true });
    } finally {
      unmount(dataDir);
    }
  },
});

Deno.test({
  name: "the house goes on when the system takes the right to write away, and stores what waited",
  ignore: isMissing("mosquitto") || isMissing("mkfs.ext4") || !canMount(),
  async fn() {
    const [dataDir, images] = [Deno.makeTempDirSync(), Deno.makeTempDirSync()];
    const [image, repaired] = [join(images, "disk"), join(images, "repaired")];
    Deno.writeFileSync(image, new Uint8Array(16_777_216));
    ran("mkfs.ext4", "-q", image);
    mount("-o", "loop,errors=remount-ro", image, dataDir);
    const device = Deno.readTextFileSync("/proc/mounts").split("\n")
      .find((line) => line.includes(` ${dataDir} `))?.split(" ")[0]?.replace("/dev/", "");
    // An error that ext4 finds makes it read-only under files that are open.
    const hurt = () => {
      ran("sync");
      Deno.writeTextFileSync(`/sys/fs/ext4/${device}/trigger_fs_error`, "1");
    };
    const heal = () => {
      Deno.copyFileSync(image, repaired);
      unmount(dataDir);
      ran("e2fsck", "-fy", repaired);
      mount("-o", "loop", repaired, dataDir);
    };
    try {
      await throughTrouble({ dataDir, code: "store-unwritable", hurt, heal });
    } finally {
      unmount(dataDir);
      Deno.removeSync(images, { recursive: true });
    }
  },
});

function ran(program: string, ...args: string[]): void {
  const env = { PATH: `${Deno.env.get("PATH")}:/usr/sbin` };
  new Deno.Command(program, { args, env, stdout: "null", stderr: "null" }).outputSync();
}

/** A week of history in a directory, with a backup of it. */
async function livedIn(dataDir: string): Promise<void> {
  const { history, clock } = historyLife(dataDir, new VirtualClock(BEGIN_MS));
  for (let at = 0; at < 10_000; at++) {
    const atMs = BEGIN_MS - 604_800_000 + at * 60_000;
    history.accept(meterReading(atMs, { importW: 60, exportW: 0, importWh: 29_990_000 + at }));
  }
  await clock.advance(600_000);
  await history.tend();
  history.answers.backup({});
  await until(() => history.answers.backups({}).length === 1, "a backup");
  history.finish();
}

/** Overwrites all but the first page of the database. */
function damage(dataDir: string): void {
  using file = Deno.openSync(join(dataDir, DATABASE_NAME), { write: true });
  const { size } = file.statSync();
  file.seekSync(4096, Deno.SeekMode.Start);
  file.writeSync(new Uint8Array(size - 4096).fill(0xa5));
}

for (const when of ["before its start", "while it runs"] as const) {
  Deno.test({
    name: `the house takes its backup when the database is damaged ${when}, and loses no reading`,
    ignore: isMissing("mosquitto"),
    async fn() {
      const dataDir = Deno.makeTempDirSync();
      await livedIn(dataDir);
      if (when === "before its start") damage(dataDir);
      await using broker = await startBroker();
      const clock = new FastClock(FASTER, BEGIN_MS + 3_600_000);
      using wire = new P1Wire(clock, FRAME_MS);
      {
        await using house = await wholeHouse({ dataDir, clock, broker, source: wire.source });
        const { published } = house;
        await until(() => published.length >= 50, "readings before the damage");
        if (when === "while it runs") damage(dataDir);
        const isRepaired = async () => {
          await house.json(`power?step=1min&fromMs=${BEGIN_MS - 86_400_000}&toMs=${BEGIN_MS}`);
          return (await house.part("history"))?.fault?.code === "store-restored";
        };
        await until(isRepaired, "history says that it took the backup", 60_000);
        const before = published.length;
        await until(() => published.length >= before + 50, "the house goes on");
        wire[Symbol.dispose]();
        await until(() => published.length === wire.sent, "every reading in MQTT");
        const asked = `readings?fromMs=${BEGIN_MS + 3_600_000}`;
        const powers = (await house.json(asked)).map(({ importW }: Reading) => importW);
        deepEqual(powers, published);
      }
      const { integrity, importWh } = stored(dataDir, BEGIN_MS - 604_800_000);
      equal(integrity, "ok");
      ok(importWh >= 9_999 + wire.sent - 1, `${importWh} Wh are there`);
    },
  });
}
