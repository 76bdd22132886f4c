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

type CountsProps = {
  readonly title: string;
  readonly note: string;
  readonly heads: readonly string[];
  readonly rows: readonly (readonly string[])[];
};

/** A table of counts; the first column names the row. */
function Counts({ title, note, heads, rows }: CountsProps) {
  const columns = heads.map((head, at) => ({ head, isNumber: at > 0 }));
  return (
    <Cell title={title} unit={note}>
      <Table label={title} columns={columns} rows={rows} />
    </Cell>
  );
}

const heldOf = (length: number, capacity: number) => `${count(length)} / ${count(capacity)}`;

function Queues({ status: { queues } }: { status: Status }) {
  const { queue, queued, highWater, received, delivered, replaced, dropped, setAside } = text;
  const rows = queues.map((own) => [
    own.name,
    heldOf(own.length, own.capacity),
    ...[own.highWater, own.received, own.delivered].map(count),
    ...[own.conflated, own.dropped, own.quarantined].map(count),
  ]);
  const heads = [queue, queued, highWater, received, delivered, replaced, dropped, setAside];
  return <Counts title={text.queues} note={text.queuesNote} heads={heads} rows={rows} />;
}

function Rings({ status: { rings } }: { status: Status }) {
  const rows = rings.map(({ name, length, capacity, received, lost, quarantined }) => [
    name,
    heldOf(length, capacity),
    ...[received, lost, quarantined].map(count),
  ]);
  const heads = [text.line, text.held, text.received, text.dropped, text.setAside];
  return <Counts title={text.rings} note={text.ringsNote} heads={heads} rows={rows} />;
}

function Desks({ status: { desks } }: { status: Status }) {
  const rows = desks.map(({ name, asked, answered, refused, late }) => [
    name,
    ...[asked, answered, refused, late].map(count),
  ]);
  const heads = [text.askedOf, text.asked, text.answered, text.refused, text.late];
  return <Counts title={text.asking} note={text.askingNote} heads={heads} rows={rows} />;
}
