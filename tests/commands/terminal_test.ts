/** The terminal as other programs see it: at the end of a pipe that closes early. */
import { equal } from "node:assert/strict";
import { line, listOf } from "#tests/support/frames.ts";
import { ROOT } from "#tests/support/source_files.ts";

Deno.test("terminal() is quiet when the reader of its output leaves, as head does", async () => {
  const capture = await Deno.makeTempFile();
  try {
    // Far more output than a pipe holds.
    const frames = Array.from({ length: 400 }, () => listOf("kaifa", 3));
    await Deno.writeFile(capture, line(...frames));
    const decoding = new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", "--quiet", `${ROOT}main.ts`, "decode", capture],
      cwd: ROOT,
      stdin: "null",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    await decoding.stdout.cancel();
    equal(await new Response(decoding.stderr).text(), "");
    equal((await decoding.status).code, 0);
  } finally {
    await Deno.remove(capture);
  }
});
