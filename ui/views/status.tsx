/** The Status page: what every part says, and the counts of everything inside, lost ones first. */
import { useEffect } from "preact/hooks";
import type { PartStatus } from "#model/status.ts";
import type { Status } from "../api.ts";
import { decimal, duration } from "../format.ts";
import { Cell } from "../parts/cell.tsx";
import { Head } from "../parts/head.tsx";
import { Pill } from "../parts/pill.tsx";
import { Table } from "../parts/table.tsx";
import { nowMs } from "../store/clock.ts";
import { watchHouse } from "../store/house_watch.ts";
import { kindOf } from "../store/lights.ts";
import { house, parts, zone } from "../store/live.ts";
import { text } from "../text/mod.ts";
import { zoneTime } from "../zone_time.ts";
import { LinkBanner } from "./link_banner.tsx";

export function StatusView() {
  useEffect(watchHouse, []);
  const status = house.value;
  return (
    <>
      <Head title={text.status} />
      <div class="page">
        <LinkBanner />
        {status !== null && (
          <section class="panel">
            <Sums status={status} />
            <div class="row">
              <Parts list={parts.value} />
            </div>
            <div class="row">
              <Actors status={status} />
            </div>
            <div class="row">
              <Queues status={status} />
            </div>
            <div class="row halves">
              <Rings status={status} />
              <Desks status={status} />
            </div>
          </section>
        )}
      </div>
    </>
  );
}

const count = (value: number) => decimal(value, 0, text.locale);
const clock = () => ({ zone: zone.value, locale: text.locale });

/** Counts that grow are right-aligned; the first column names the row. */
const columns = (first: string, ...rest: string[]) => [
  { head: first },
  ...rest.map((head) => ({ head, isNumber: true })),
];

function Sums({ status }: { status: Status }) {
  const { actors, queues, rings, events } = status;
  const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
  const lost = total(queues.map(({ dropped, quarantined }) => dropped + quarantined));
  return (
    <div class="row sums">
      <Sum name={text.version} value={status.version} note={text.build(status.build)} />
      <Sum
        name={text.upFor}
        value={duration(nowMs.value - status.startedAtMs)}
        note={text.sinceTime(zoneTime(status.startedAtMs, "dayTime", clock()))}
      />
      <Sum
        name={text.crashes}
        value={count(total(actors.map(({ crashes }) => crashes)))}
        note={text.crashNote(total(actors.map(({ hangs }) => hangs)))}
      />
      <Sum
        name={text.lost}
        value={count(lost)}
        note={text.lostNote(count(total(rings.map((ring) => ring.lost))))}
      />
      <Sum
        name={text.pages}
        value={count(events.clients)}
        note={text.pagesNote(count(events.sent))}
      />
    </div>
  );
}

function Sum({ name, value, note }: { name: string; value: string; note: string }) {
  return (
    <div class="cell">
      <p class="k">{name}</p>
      <p class="stat">{value}</p>
      <p class="note mute">{note}</p>
    </div>
  );
}

function Parts({ list }: { list: readonly PartStatus[] }) {
  const rows = list.map(({ part, state, text: words, fault, sinceMs }) => [
    partName(part),
    <Pill key="state" state={state}>{text.partStates[state]}</Pill>,
    <Hinted key="detail" words={words} hint={fault?.hint ?? null} />,
    zoneTime(sinceMs, "dayTime", clock()),
  ]);
  const heads = [{ head: text.part }, { head: text.state }, { head: text.detail }];
  return (
    <Cell title={text.partsTitle} unit={text.partsNote}>
      <Table
        label={text.partsTitle}
        columns={[...heads, { head: text.since, isNumber: true }]}
        rows={rows}
      />
    </Cell>
  );
}

function Hinted({ words, hint }: { words: string; hint: string | null }) {
  return (
    <>
      {words}
      {hint !== null && <span class="hint">{hint}</span>}
    </>
  );
}

function countersText(counters: Readonly<Record<string, number>>): string {
  return Object.entries(counters).map(([name, value]) => `${name} ${count(value)}`).join(", ");
}

function partName(part: string): string {
  const name = text.partNames[kindOf(part)] ?? kindOf(part);
  const which = part.slice(kindOf(part).length + 1);
  return which === "" || which === "main" ? name : `${name} ${which}`;
}

function Actors({ status: { actors } }: { status: Status }) {
  const rows = actors.map(({ name, state, generation, crashes, hangs, counters, lastFault }) => [
    name,
    state,
    count(generation),
    count(crashes),
    count(hangs),
    <Hinted key="counters" words={countersText(counters)} hint={lastFault?.message ?? null} />,
  ]);
  const heads = [{ head: text.part }, { head: text.state }];
  const numbers = [text.starts, text.crashed, text.hangs].map((head) => ({ head, isNumber: true }));
  return (
    <Cell title={text.actors} unit={text.actorsNote}>
      <Table
        label={text.actors}
        columns={[...heads, ...numbers, { head: text.counters }]}
        rows={rows}
      />
    </Cell>
  );
}

function Queues({ status: { queues } }: { status: Status }) {
  const rows = queues.map((queue) => [
    queue.name,
    `${count(queue.length)} / ${count(queue.capacity)}`,
    count(queue.highWater),
    count(queue.received),
    count(queue.delivered),
    count(queue.conflated),
    count(queue.dropped),
    count(queue.quarantined),
  ]);
  const { queue, queued, highWater, received, delivered, replaced, dropped, setAside } = text;
  return (
    <Cell title={text.queues} unit={text.queuesNote}>
      <Table
        label={text.queues}
        columns={columns(
          queue,
          queued,
          highWater,
          received,
          delivered,
          replaced,
          dropped,
          setAside,
        )}
        rows={rows}
      />
    </Cell>
  );
}

function Rings({ status: { rings } }: { status: Status }) {
  const rows = rings.map((ring) => [
    ring.name,
    `${count(ring.length)} / ${count(ring.capacity)}`,
    count(ring.received),
    count(ring.lost),
    count(ring.quarantined),
  ]);
  return (
    <Cell title={text.rings} unit={text.ringsNote}>
      <Table
        label={text.rings}
        columns={columns(text.line, text.held, text.received, text.dropped, text.setAside)}
        rows={rows}
      />
    </Cell>
  );
}

function Desks({ status: { desks } }: { status: Status }) {
  const rows = desks.map((desk) => [
    desk.name,
    count(desk.asked),
    count(desk.answered),
    count(desk.refused),
    count(desk.late),
  ]);
  return (
    <Cell title={text.asking} unit={text.askingNote}>
      <Table
        label={text.asking}
        columns={columns(text.askedOf, text.asked, text.answered, text.refused, text.late)}
        rows={rows}
      />
    </Cell>
  );
}
