/**
 * What a process did to the files of one directory, in the order in which the kernel did it, as
 * strace saw it. Reading and waiting are left out; an unknown way of writing is an error, so that
 * nothing is missed.
 */
import assert from "node:assert/strict";
import { Buffer } from "node:buffer";

/** One change of a file; paths are those of the time. */
export type FileChange =
  | { readonly kind: "create" | "remove"; readonly path: string }
  | { readonly kind: "rename"; readonly path: string; readonly to: string }
  | { readonly kind: "truncate"; readonly path: string; readonly length: number }
  | {
    readonly kind: "write";
    readonly path: string;
    readonly offset: number;
    readonly data: Uint8Array;
  }
  /** Everything that had been done to the file before entry `begun` is on the disk from here on. */
  | { readonly kind: "sync"; readonly path: string; readonly begun: number }
  /** What it wrote to its standard output. */
  | { readonly kind: "said"; readonly text: string };

const SYSCALLS = "openat,open,creat,write,pwrite64,writev,pwritev,pwritev2,ftruncate,truncate," +
  "fsync,fdatasync,sync_file_range,rename,renameat,renameat2,link,linkat,unlink,unlinkat,lseek," +
  "fallocate,copy_file_range,sendfile,splice";

/** Puts strace in front of a command; its log goes to a file. */
export function traced(command: readonly string[], logPath: string): string[] {
  const options = ["-f", "--seccomp-bpf", "-y", "-xx", "-s", "16777216"];
  return ["strace", ...options, "-e", `trace=${SYSCALLS}`, "-o", logPath, ...command];
}

type Open = { offset: number; readonly isAppending: boolean };

/** The changes of the files below a directory that a log of `traced` tells. */
export function fileChanges(log: string, directory: string): FileChange[] {
  const changes: FileChange[] = [];
  const sizes = new Map<string, number>();
  const opens = new Map<string, Open>();
  const unfinished = new Map<string, { text: string; begun: number }>();
  for (const line of log.split("\n")) {
    const [, thread = "", text = ""] = /^(\d+) +(.*)$/s.exec(line) ?? [];
    if (text.endsWith("<unfinished ...>")) {
      unfinished.set(thread, { text: text.slice(0, -16).trimEnd(), begun: changes.length });
      continue;
    }
    const resumed = /^<\.\.\. \w+ resumed>(.*)$/s.exec(text)?.[1];
    const start = resumed === undefined ? undefined : unfinished.get(thread);
    const call = callOf(start === undefined ? text : start.text + resumed);
    if (call === null || call.result < 0) continue;
    const begun = start?.begun ?? changes.length;
    take({ ...call, begun }, { directory, changes, sizes, opens });
  }
  return changes;
}

type Call = {
  readonly name: string;
  /** Comma-separated, strings still in their quotes, descriptors as `3</path>`. */
  readonly args: readonly string[];
  readonly result: number;
  readonly resultPath: string;
};

type Books = {
  readonly directory: string;
  readonly changes: FileChange[];
  readonly sizes: Map<string, number>;
  /** By descriptor and path. */
  readonly opens: Map<string, Open>;
};

function callOf(text: string): Call | null {
  const [, name, args, result, tail = ""] = /^(\w+)\((.*)\) += (-?\d+)(.*)$/s.exec(text) ?? [];
  if (name === undefined || args === undefined) return null;
  return {
    name,
    args: args.split(", "),
    result: Number(result),
    resultPath: plain(/^<(.*)>/.exec(tail)?.[1] ?? ""),
  };
}

/** Books a call that succeeded. */
function take(call: Call & { readonly begun: number }, books: Books): void {
  const { name, args, result, begun } = call;
  if (/^(open|openat|creat)$/.test(name)) return opened(call, books);
  if (args[0]?.endsWith("(deleted)")) return;
  const file = /^\d+<(.*)>$/.exec(args[0] ?? "")?.[1];
  const path = file === undefined ? textOf(args.find((arg) => arg.startsWith('"'))) : plain(file);
  const { changes, directory } = books;
  if (name === "write" && args[0]?.startsWith("1<")) {
    const text = new TextDecoder().decode(bytesOf(args[1]).subarray(0, result));
    changes.push({ kind: "said", text });
  } else if (/^f(data)?sync$/.test(name)) {
    if (isOurs(path, books) || path === directory) changes.push({ kind: "sync", path, begun });
  } else if (isOurs(path, books)) {
    changed({ ...call, path }, books);
  }
}

/** SQLite's shared memory is made anew at every start. */
function isOurs(path: string, { directory }: Books): boolean {
  return path.startsWith(`${directory}/`) && !path.endsWith("-shm");
}

function opened({ name, args, result, resultPath: path }: Call, books: Books): void {
  if (!isOurs(path, books)) return;
  const { sizes, changes, opens } = books;
  const flags = args[name === "openat" ? 2 : 1] ?? "";
  if (!sizes.has(path) && flags.includes("O_CREAT")) {
    sizes.set(path, 0);
    changes.push({ kind: "create", path });
  } else if (flags.includes("O_TRUNC")) {
    sizes.set(path, 0);
    changes.push({ kind: "truncate", path, length: 0 });
  }
  opens.set(`${result} ${path}`, { offset: 0, isAppending: flags.includes("O_APPEND") });
}

function changed(
  { name, args, result, path }: Call & { readonly path: string },
  { changes, sizes, opens }: Books,
): void {
  const size = sizes.get(path) ?? 0;
  const write = (offset: number) => {
    sizes.set(path, Math.max(size, offset + result));
    changes.push({ kind: "write", path, offset, data: bytesOf(args[1]).subarray(0, result) });
  };
  const open = opens.get(`${Number.parseInt(args[0] ?? "")} ${path}`);
  if (name === "lseek" && open !== undefined) {
    open.offset = result;
  } else if (name === "write" && open !== undefined) {
    const offset = open.isAppending ? size : open.offset;
    open.offset = offset + result;
    write(offset);
  } else if (name === "pwrite64") {
    write(Number(args[3]));
  } else if (name === "ftruncate" || name === "truncate") {
    sizes.set(path, Number(args[1]));
    changes.push({ kind: "truncate", path, length: Number(args[1]) });
  } else if (name === "unlink") {
    sizes.delete(path);
    changes.push({ kind: "remove", path });
  } else if (name === "rename") {
    const to = textOf(args[1]);
    sizes.set(to, size);
    sizes.delete(path);
    changes.push({ kind: "rename", path, to });
  } else {
    assert.fail(`${name} of ${path} is not understood`);
  }
}

function textOf(quoted: string | undefined): string {
  return new TextDecoder().decode(bytesOf(quoted));
}

function bytesOf(quoted: string | undefined): Uint8Array {
  assert(quoted !== undefined && /^"(\\x..)*"$/.test(quoted), `a whole string: ${quoted}`);
  return Buffer.from(quoted.slice(1, -1).replaceAll("\\x", ""), "hex");
}

/** The path of a descriptor, which strace writes in hexadecimal like any string. */
function plain(escaped: string): string {
  return textOf(`"${escaped}"`);
}
