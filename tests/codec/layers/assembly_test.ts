import assert from "node:assert/strict";
import { Assembly } from "#codec/layers/assembly.ts";

/** An assembly, and what it lost so far as `code expected > found`. */
function fresh() {
  const lost: string[] = [];
  const assembly = new Assembly(({ code, detail: { expected, found } }) =>
    lost.push(found === undefined ? code : `${code}: ${expected} > ${found}`)
  );
  let atMs = 0;
  return {
    lost,
    assembly,
    wait: (ms: number) => atMs += ms,
    /** Adds a part of so many bytes, all of them its number; answers with the whole, if it is. */
    add(number: number, isLast = false, length = 2) {
      const bytes = new Uint8Array(length + 2).fill(number);
      const part = { bytes, from: 1, to: length + 1, number, isLast, atMs };
      return assembly.add(part) ? [...assembly.bytes.slice(0, assembly.length)] : null;
    },
  };
}

Deno.test("Assembly.add() joins parts in their order, again and again", () => {
  const { add, assembly, lost } = fresh();
  for (let count = 0; count < 3; count++) {
    assert.equal(add(0), null);
    assert.equal(assembly.isOpen, true);
    assert.equal(add(1), null);
    assert.deepEqual(add(2, true), [0, 0, 1, 1, 2, 2]);
    assert.equal(assembly.isOpen, false);
  }
  assert.deepEqual(add(0, true), [0, 0]);
  assert.deepEqual(lost, []);
});

Deno.test("Assembly.add() says once that a part is missing, and waits for the next telegram", () => {
  const { add, assembly, lost } = fresh();
  add(0);
  for (const number of [2, 3]) assert.equal(add(number), null);
  assert.equal(assembly.isOpen, false);
  assert.equal(add(4, true), null);
  assert.deepEqual(lost, ["frame-sequence: part 2 > part 3"]);
  add(0);
  assert.deepEqual(add(1, true), [0, 0, 1, 1]);
  assert.equal(lost.length, 1);
});

Deno.test("Assembly.add() says once that the first part is missing", () => {
  const { add, lost } = fresh();
  for (const [number, isLast] of [[1, false], [2, true]] as const) {
    assert.equal(add(number, isLast), null);
  }
  assert.deepEqual(lost, ["frame-sequence: part 1 > part 2"]);
  assert.equal(add(1, true), null);
  assert.equal(lost.length, 2);
});

Deno.test("Assembly.add() drops what is open when a new telegram begins", () => {
  const { add, lost } = fresh();
  add(0);
  add(1);
  add(0);
  assert.deepEqual(lost, ["frame-sequence: part 3 > a new telegram"]);
  assert.deepEqual(add(1, true), [0, 0, 1, 1]);
});

Deno.test("Assembly takes the same part twice for a mistake", () => {
  const { add, lost } = fresh();
  add(0);
  add(1);
  assert.equal(add(1), null);
  assert.deepEqual(lost, ["frame-sequence: part 3 > part 2"]);
});

Deno.test("Assembly.expire() gives up what waits for more than 15 seconds", () => {
  const { add, assembly, wait, lost } = fresh();
  add(0);
  assembly.expire(wait(15_000));
  assert.equal(assembly.isOpen, true);
  assembly.expire(wait(1));
  assert.deepEqual([assembly.isOpen, lost.length], [false, 1]);
  assert.equal(add(1, true), null);
  add(0);
  wait(-20_000);
  assert.equal(add(1, true), null, "the clock was set back");
  assert.deepEqual(add(0, true), [0, 0]);
});

Deno.test("Assembly.abandon() reports only what was open", () => {
  const { add, assembly, lost } = fresh();
  assembly.abandon("the end");
  add(0);
  assembly.abandon("the end");
  assembly.abandon("the end");
  assert.deepEqual(lost, ["frame-sequence: part 2 > the end"]);
});

Deno.test("Assembly holds no more than 16 KiB", () => {
  const { add, lost } = fresh();
  add(0, false, 16_000);
  assert.equal(add(1, false, 385), null);
  assert.equal(add(2, true), null);
  assert.deepEqual(lost, ["frame-too-long"]);
  add(0, false, 16_000);
  assert.equal(add(1, true, 384)?.length, 16_384);
});
