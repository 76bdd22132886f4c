/** Small file systems of their own, for tests that must fill or break a disk. They need root. */

/** Mounts a file system; answers whether that worked. */
export function mount(...args: string[]): boolean {
  return run("mount", args);
}

/** Lets go of a mounted directory even if its files are in use. */
export function unmount(directory: string): void {
  run("umount", ["--lazy", directory]);
}

/** Whether this process may mount; says so if not, once. */
export function canMount(): boolean {
  return can ??= mountOnce();
}
let can: boolean | null = null;

function mountOnce(): boolean {
  const directory = Deno.makeTempDirSync();
  const isMounted = mount("-t", "tmpfs", "-o", "size=64k", "none", directory);
  if (isMounted) unmount(directory);
  else Deno.stderr.writeSync(new TextEncoder().encode("skipped: tests of full disks need root\n"));
  Deno.removeSync(directory);
  return isMounted;
}

function run(program: string, args: string[]): boolean {
  try {
    return new Deno.Command(program, { args, stderr: "null", stdout: "null" }).outputSync().success;
  } catch {
    return false;
  }
}
