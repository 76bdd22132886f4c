import { deepEqual, equal } from "node:assert/strict";
import { ReadGuard } from "#drivers/linux/read_guard.ts";

Deno.test("ReadGuard closes once, and not before the read under way has ended", async () => {
  const guard = new ReadGuard();
  const said: string[] = [];
  let end = () => {};
  const reading = guard.begun(
    new Promise<void>((wake) => end = wake).then(() => said.push("read")),
  );
  const close = () => Promise.resolve(said.push("closed")).then(() => {});
  const closings = [guard.close(close), guard.close(close)];
  equal(guard.isClosed, true);
  end();
  await Promise.all([reading, ...closings]);
  deepEqual(said, ["read", "closed"]);
});

Deno.test("ReadGuard closes also behind a read that failed", async () => {
  const guard = new ReadGuard();
  const reading = guard.begun(Promise.reject(new RangeError("pulled")));
  let isClosed = false;
  await guard.close(() => {
    isClosed = true;
    return Promise.resolve();
  });
  equal(isClosed, true);
  await reading.catch(() => {});
});
