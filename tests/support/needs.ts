/**
 * Tests that need a program from a Debian package say so. Where it is missing they are skipped with
 * a clear line; in CI (`METERD_TESTS_SKIP_NOTHING`) they run and fail.
 */

/** For `Deno.test({ ignore: isMissing("socat"), … })`. */
export function isMissing(program: string): boolean {
  if (Deno.env.has("METERD_TESTS_SKIP_NOTHING") || hasProgram(program)) return false;
  Deno.stderr.writeSync(
    new TextEncoder().encode(`skipped: this test needs ${program} (apt install ${program})\n`),
  );
  return true;
}

function hasProgram(program: string): boolean {
  const folders = [...(Deno.env.get("PATH") ?? "").split(":"), "/usr/sbin", "/sbin"];
  return folders.some((folder) => {
    try {
      return Deno.statSync(`${folder}/${program}`).isFile;
    } catch {
      return false;
    }
  });
}
