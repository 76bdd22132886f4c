/** What the simulated disk of the power cuts may and may not forget. */
import { deepEqual, equal, ok } from "node:assert/strict";
import { CutDisk } from "#tests/support/cut_disk.ts";
import { freshSeed, seeded } from "#tests/support/random.ts";
import { type FileChange, fileChanges } from "#tests/support/syscall_log.ts";

const CUTS = 300;

/** The texts that a file may hold after a cut behind these changes; `null`: it is not there. */
function foundAfter(changes: readonly FileChange[], path: string): Set<string | null> {
  const random = seeded(freshSeed());
  const found = new Set<string | null>();
  for (let cut = 0; cut < CUTS; cut++) {
    const bytes = new CutDisk(changes).cut(changes.length, random).get(path);
    found.add(bytes === undefined ? null : new TextDecoder().decode(bytes));
  }
  return found;
}

function write(path: string, text: string, offset = 0): FileChange {
  return { kind: "write", path, offset, data: new TextEncoder().encode(text) };
}

const sync = (path: string, begun: number): FileChange => ({ kind: "sync", path, begun });

Deno.test("CutDisk keeps what was synced and may forget or tear the rest", () => {
  const a: FileChange[] = [{ kind: "create", path: "/a" }, write("/a", "one")];
  deepEqual(foundAfter(a, "/a"), new Set([null, "", "one", "\0\0\0"]));
  deepEqual(foundAfter([...a, sync("/a", 2)], "/a"), new Set(["one"]));
  const more = [...a, sync("/a", 2), write("/a", "two", 3)];
  deepEqual(foundAfter(more, "/a"), new Set(["one", "onetwo", "one\0\0\0"]));
});

Deno.test("CutDisk holds a sync only for what was written before it began", () => {
  const changes: FileChange[] = [
    { kind: "create", path: "/a" },
    write("/a", "old"),
    write("/a", "new"),
    sync("/a", 2),
  ];
  deepEqual(foundAfter(changes, "/a"), new Set(["old", "new"]));
});

Deno.test("CutDisk changes names and lengths in their order", () => {
  const changes: FileChange[] = [
    { kind: "create", path: "/part" },
    write("/part", "whole"),
    sync("/part", 2),
    { kind: "rename", path: "/part", to: "/name" },
    { kind: "truncate", path: "/name", length: 0 },
    write("/name", "next"),
  ];
  deepEqual(foundAfter(changes, "/part"), new Set([null, "whole"]));
  const names = foundAfter(changes, "/name");
  deepEqual(names, new Set([null, "whole", "", "next", "\0\0\0\0"]));
});

Deno.test("fileChanges() reads the log of strace, calls of two threads in each other too", () => {
  const hex = (text: string) =>
    [...new TextEncoder().encode(text)]
      .map((byte) => `\\x${byte.toString(16).padStart(2, "0")}`).join("");
  const log = [
    `1 openat(AT_FDCWD<${hex("/")}>, "${hex("/d/f")}", O_RDWR|O_CREAT|O_APPEND, 0666) = 5<${
      hex("/d/f")
    }>`,
    `1 write(5<${hex("/d/f")}>, "${hex("ab")}", 2) = 2`,
    `2 fdatasync(6<${hex("/d/f")}> <unfinished ...>`,
    `1 write(5<${hex("/d/f")}>, "${hex("cd")}", 2) = 2`,
    `2 <... fdatasync resumed>)        = 0`,
    `1 write(1<${hex("pipe:[7]")}>, "${hex("hello\n")}", 6) = 6`,
    `1 write(5<${hex("/elsewhere")}>, "${hex("x")}", 1) = 1`,
    `1 write(5<${hex("/d/f")}>, "${hex("e")}", 1) = -1 ENOSPC (No space left on device)`,
  ].join("\n");
  const changes = fileChanges(log, "/d");
  deepEqual(changes.map(({ kind }) => kind), ["create", "write", "write", "sync", "said"]);
  const [, , second, synced, said] = changes;
  ok(second?.kind === "write" && synced?.kind === "sync" && said?.kind === "said");
  equal(second.offset, 2);
  equal(synced.begun, 2);
  equal(said.text, "hello\n");
});
