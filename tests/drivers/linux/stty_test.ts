import assert from "node:assert/strict";
import { parseSerialFormat, setLine } from "#drivers/linux/stty.ts";
import { Fault } from "#model/fault.ts";
import { isMissing } from "#tests/support/needs.ts";
import { ptyPair } from "#tests/support/pty.ts";

Deno.test("parseSerialFormat() takes the usual three characters in either case", () => {
  assert.deepEqual(["8E1", "7n2", "8o1"].map(parseSerialFormat), ["8E1", "7N2", "8O1"]);
  assert.deepEqual(["", "8X1", "9N1", "8E3", "8E1 "].map(parseSerialFormat), Array(5).fill(null));
});

Deno.test({
  name: "setLine() sets the speed, which even a pseudo terminal keeps",
  ignore: isMissing("socat"),
  async fn() {
    await using pair = await ptyPair();
    assert.equal(await setLine(pair.readerPath, { baud: 115_200, format: "8N1" }), null);
    const { stdout } = await new Deno.Command("stty", { args: ["-F", pair.readerPath, "speed"] })
      .output();
    assert.equal(new TextDecoder().decode(stdout).trim(), "115200");
  },
});

Deno.test({
  name: "setLine() says source-format for a speed that no port has",
  ignore: isMissing("socat"),
  async fn() {
    await using pair = await ptyPair();
    const setting = setLine(pair.readerPath, { baud: 12_345, format: "8N1" });
    await assert.rejects(setting, (thrown) => {
      return thrown instanceof Fault && thrown.code === "source-format" &&
        thrown.message.includes("12345 baud 8N1");
    });
  },
});
