import assert from "node:assert/strict";
import { glo } from "#codec/encode/cipher.ts";
import { AxdrWriter } from "#codec/encode/axdr.ts";
import { llc } from "#codec/encode/data_notification.ts";
import { hdlcFrames } from "#codec/encode/hdlc.ts";
import { keysCommand } from "#commands/keys.ts";
import { testTerminal } from "#tests/support/command_line.ts";
import { apduOf, LINK, listOf } from "#tests/support/frames.ts";
import { AUTHENTICATION_KEY, ENCRYPTION_KEY, security } from "#tests/support/keys.ts";

const EK = ENCRYPTION_KEY.toHex().toUpperCase();
const AK = AUTHENTICATION_KEY.toHex().toUpperCase();
const payload = new AxdrWriter().structure(1).number("uint32", 1234);
const ciphered = hdlcFrames(llc(glo(apduOf(payload), security(1))), LINK);

async function run(args: readonly string[], stdin: Uint8Array = ciphered) {
  const io = { ...testTerminal(), stdin: () => Promise.resolve(stdin) };
  const code = await keysCommand.run(args, io);
  return { code, text: io.said.join("\n") };
}

Deno.test("keys says what to set and shows no more of a key than its ends", async () => {
  const { code, text } = await run(["--key", `EK ${EK.toLowerCase()}, AK ${AK}`, "-"]);
  assert.equal(code, 0);
  assert.match(text, /^The keys fit\.$/m);
  assert.match(text, new RegExp(`meter.encryptionKey +${EK.slice(0, 2)}…${EK.slice(-2)}$`, "m"));
  assert.ok(!text.includes(EK.slice(4, 20)) && !text.includes(AK.slice(4, 20)));
});

Deno.test("keys --show prints the keys in their right places", async () => {
  const { code, text } = await run(["--show", "--key", AK, "--auth-key", EK, "-"]);
  assert.equal(code, 0);
  assert.match(text, /^The two keys are swapped\.$/m);
  assert.match(text, new RegExp(`meter.encryptionKey +${EK}$`, "m"));
  assert.match(text, new RegExp(`meter.authenticationKey +${AK}$`, "m"));
});

Deno.test("keys says what to ask the grid company for when nothing opens", async () => {
  const { code, text } = await run(["--key", "11".repeat(16), "-"]);
  assert.equal(code, 1);
  assert.match(text, /None of the keys opens the telegrams/);
  assert.match(text, /Ask your grid company for the encryption key/);
  assert.doesNotMatch(text, /Settings/);
});

Deno.test("keys needs no key for a plain meter", async () => {
  const { code, text } = await run(["-"], listOf("kaifa", 2));
  assert.equal(code, 0);
  assert.match(text, /plain telegrams: no key is needed/);
  assert.match(text, /meter.encryptionKey +\(empty\)/);
});

Deno.test("keys refuses a command it does not understand, and a file that is not there", async () => {
  await assert.rejects(run([]), { code: "usage" });
  await assert.rejects(run(["--nonsense", "-"]), { code: "usage" });
  await assert.rejects(run(["/no/such/file"]), { code: "file-unreadable" });
});
