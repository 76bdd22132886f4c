import { equal } from "node:assert/strict";
import { open } from "node:fs/promises";
import { ParityErrors } from "#drivers/linux/parity_errors.ts";
import { isMissing } from "#tests/support/needs.ts";
import { ptyPair } from "#tests/support/pty.ts";

// What a real port counts is unproven: no machine of the tests has one.
Deno.test({
  name: "ParityErrors is 0 for a terminal that does not count",
  ignore: isMissing("socat"),
  async fn() {
    await using pair = await ptyPair();
    const port = await open(pair.readerPath, "r");
    const errors = new ParityErrors(port.fd);
    equal(errors.take(), 0);
    equal(errors.take(), 0);
    errors.close();
    await port.close();
  },
});
