/** `deno task test [FILE…]`: the tests with a temporary directory of their own, gone afterwards. */
const dir = await Deno.makeTempDir({ prefix: "meterd-tests-" });
const wanted = Deno.args.length === 0 ? ["tests/"] : Deno.args;
const tests = new Deno.Command(Deno.execPath(), {
  args: ["test", "-A", "--parallel", ...wanted],
  env: { TMPDIR: dir },
}).spawn();
const { code } = await tests.status;
await Deno.remove(dir, { recursive: true });
Deno.exit(code);
