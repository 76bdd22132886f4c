/**
 * What a disk may hold after the power failed, worked out from what a process did to its files.
 *
 * Simulated: only what was synced is sure to be there. Changes of names and lengths come to the
 * disk in their order, as the journals of ext4, XFS, btrfs and F2FS keep it; how many of the
 * unsynced ones did is random. Of what was written and not synced, any page of 4 KiB may be there,
 * be missing (zero where the file had grown), or be an older version of itself, in any
 * combination; a page may be torn between its sectors of 512 bytes. Not simulated: disks that lie
 * about a sync, and damage to what was synced before.
 */
import assert from "node:assert/strict";
import type { FileChange } from "./syscall_log.ts";

const PAGE_BYTES = 4096;
const SECTOR_BYTES = 512;
/** One page in so many is torn. */
const TORN_ONE_IN = 4;

type Write = { readonly at: number; readonly offset: number; readonly data: Uint8Array };
type Cut = { readonly at: number; readonly length: number };

/** A file whatever its name: what is sure of it, and what is not. */
class Inode {
  bytes: Uint8Array = new Uint8Array(0);
  pending: (Write | Cut)[] = [];

  /** Makes everything before a point sure. */
  settle(before: number): void {
    this.bytes = replayed(this.bytes, this.pending.filter(({ at }) => at < before));
    this.pending = this.pending.filter(({ at }) => at >= before);
  }

  /** Makes one change of its length sure, but not what was written before it. */
  settleCut(cut: Cut): void {
    this.bytes = replayed(this.bytes, [cut]);
    const [before, after] = [
      this.pending.filter(({ at }) => at < cut.at),
      this.pending.filter(({ at }) => at > cut.at),
    ];
    this.pending = [...clipped(before, cut.length), ...after];
  }
}

type Names = Map<string, Inode>;
/** A change of names or lengths. */
type Step = {
  readonly at: number;
  readonly inode: Inode;
  readonly rename: (names: Names) => void;
};

export class CutDisk {
  #at = 0;
  /** As the process sees them, and as they are for sure. */
  readonly #names: Names = new Map();
  readonly #sure: Names = new Map();
  #steps: Step[] = [];

  constructor(readonly changes: readonly FileChange[]) {}

  /** Files that may be found when the power fails before a change; later points must follow. */
  cut(at: number, random: () => number): Map<string, Uint8Array> {
    while (this.#at < at) this.#take(this.changes[this.#at] as FileChange, this.#at++);
    const steps = this.#steps.slice(0, Math.round(extreme(random) * this.#steps.length));
    const until = steps.at(-1)?.at ?? -1;
    const names = new Map(this.#sure);
    for (const { rename } of steps) rename(names);
    return new Map([...names].map(([path, inode]) => [path, survived(inode, until, random)]));
  }

  #take(change: FileChange, at: number): void {
    if (change.kind === "said") return;
    const { path } = change;
    if (change.kind === "create") {
      const inode = new Inode();
      return this.#step({ at, inode, rename: (names) => names.set(path, inode) });
    }
    const inode = this.#names.get(path);
    if (change.kind === "sync") return this.#sync(inode ?? null, change.begun);
    assert(inode !== undefined, `${path} exists`);
    if (change.kind === "write") {
      inode.pending.push({ at, offset: change.offset, data: change.data });
    } else if (change.kind === "truncate") {
      inode.pending.push({ at, length: change.length });
      this.#step({ at, inode, rename: () => {} });
    } else if (change.kind === "rename") {
      const rename = (names: Names) => {
        names.delete(path);
        names.set(change.to, inode);
      };
      this.#step({ at, inode, rename });
    } else {
      this.#step({ at, inode, rename: (names) => names.delete(path) });
    }
  }

  #step(step: Step): void {
    this.#steps.push(step);
    step.rename(this.#names);
  }

  /** @param inode `null`: the directory itself. */
  #sync(inode: Inode | null, begun: number): void {
    const lastAt =
      this.#steps.findLast((step) => step.at < begun && (inode === null || step.inode === inode))
        ?.at ?? -1;
    for (const step of this.#steps) {
      if (step.at > lastAt) break;
      step.rename(this.#sure);
      const cut = step.inode.pending.find(({ at }) => at === step.at);
      if (cut !== undefined && !("data" in cut)) step.inode.settleCut(cut);
    }
    this.#steps = this.#steps.filter(({ at }) => at > lastAt);
    inode?.settle(begun);
  }
}

/** 0 to 1, both ends as likely as all between. */
function extreme(random: () => number): number {
  const kind = random();
  return kind < 1 / 3 ? 0 : kind < 2 / 3 ? 1 : random();
}

/** @param until Changes of length after this point did not reach the disk, nor what followed. */
function survived(inode: Inode, until: number, random: () => number): Uint8Array {
  let { bytes } = inode;
  let writes: Write[] = [];
  for (const entry of inode.pending) {
    if ("data" in entry) {
      writes.push(entry);
    } else if (entry.at <= until) {
      bytes = replayed(bytes, [entry]);
      writes = clipped(writes, entry.length);
    } else {
      break;
    }
  }
  if (writes.length === 0) return bytes;
  const some = writes.slice(0, Math.round(extreme(random) * writes.length));
  if (random() < 0.3) return replayed(bytes, some);
  const length = some.reduce((end, write) => Math.max(end, endOf(write)), bytes.length);
  return scattered(bytes, { writes, length, random });
}

/** Page by page what was sure, what was written last, or something between. */
function scattered(
  bytes: Uint8Array,
  { writes, length, random }: {
    readonly writes: readonly Write[];
    readonly length: number;
    readonly random: () => number;
  },
): Uint8Array {
  const found = new Uint8Array(length);
  found.set(bytes.subarray(0, length));
  const pages = new Set(writes.flatMap(pagesOf));
  for (const page of pages) {
    const isTorn = random() * TORN_ONE_IN < 1;
    const unit = isTorn ? SECTOR_BYTES : PAGE_BYTES;
    for (let from = page * PAGE_BYTES; from < (page + 1) * PAGE_BYTES; from += unit) {
      const to = Math.min(from + unit, length);
      for (const write of writes.slice(0, Math.round(extreme(random) * writes.length))) {
        const [begin, end] = [Math.max(from, write.offset), Math.min(to, endOf(write))];
        if (begin >= end) continue;
        found.set(write.data.subarray(begin - write.offset, end - write.offset), begin);
      }
    }
  }
  return found;
}

function pagesOf(write: Write): number[] {
  const first = Math.floor(write.offset / PAGE_BYTES);
  const count = Math.ceil(endOf(write) / PAGE_BYTES) - first;
  return Array.from({ length: count }, (_, at) => first + at);
}

function endOf({ offset, data }: Write): number {
  return offset + data.length;
}

/** What remains of writes when the file was cut to a length afterwards. */
function clipped(entries: readonly (Write | Cut)[], length: number): Write[] {
  return entries.flatMap((entry) =>
    "data" in entry && entry.offset < length
      ? [{ ...entry, data: entry.data.subarray(0, length - entry.offset) }]
      : []
  );
}

/** The bytes of a file after all of these changes. */
function replayed(bytes: Uint8Array, changes: readonly (Write | Cut)[]): Uint8Array {
  if (changes.length === 0) return bytes;
  const ends = changes.map((change) => "data" in change ? endOf(change) : change.length);
  const found = new Uint8Array(Math.max(bytes.length, ...ends));
  found.set(bytes);
  let { length } = bytes;
  for (const change of changes) {
    if ("data" in change) {
      found.set(change.data, change.offset);
      length = Math.max(length, endOf(change));
    } else {
      found.fill(0, change.length);
      length = change.length;
    }
  }
  return found.subarray(0, length);
}
