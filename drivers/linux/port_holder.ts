/**
 * Who else uses a serial port: lock files of the UUCP kind, and the locks that the kernel keeps.
 */

/** Where to look; tests look elsewhere. */
export type Roots = { readonly proc: string; readonly lock: string };

const SYSTEM: Roots = { proc: "/proc", lock: "/var/lock" };

/**
 * The living process that claims a port by `LCK..ttyUSB0`, as `minicom (process 4711)`; `null` when
 * nobody does. Lock files of dead processes are ignored.
 *
 * @param device The port itself, links resolved: `/dev/ttyUSB0`.
 */
export function lockFileHolder(device: string, { proc, lock }: Roots = SYSTEM): string | null {
  const name = device.slice(device.lastIndexOf("/") + 1);
  const text = readText(`${lock}/LCK..${name}`);
  // Ten characters of process number by the standard; some programs write a binary one.
  const pid = Number(/^\s*(\d+)/.exec(text ?? "")?.[1] ?? NaN);
  if (Number.isNaN(pid) || pid === Deno.pid) return null;
  return nameOf(pid, proc);
}

/** The process that holds the kernel's lock on a port (`flock.ts`), as far as it can be seen. */
export function flockHolder(device: string, { proc }: Roots = SYSTEM): string | null {
  const stat = attempt(() => Deno.statSync(device));
  if (stat === undefined) return null;
  for (const line of (readText(`${proc}/locks`) ?? "").split("\n")) {
    // 12: FLOCK  ADVISORY  WRITE 4711 00:06:512 0 EOF
    const [, kind, , , pid, place = ""] = line.trim().split(/\s+/);
    const [major, minor, inode] = place.split(":");
    const isPort = Number(inode) === stat.ino &&
      deviceNumber(`0x${major}`, `0x${minor}`) === stat.dev;
    if (kind === "FLOCK" && isPort) return nameOf(Number(pid), proc);
  }
  return null;
}

/** As `stat` packs it: the low byte of the minor number, then the major number. */
function deviceNumber(major: string, minor: string): number {
  return (Number(major) << 8) | (Number(minor) & 0xff) | ((Number(minor) & ~0xff) << 12);
}

/** `null` when the process is gone. */
function nameOf(pid: number, proc: string): string | null {
  const name = readText(`${proc}/${pid}/comm`)?.trim();
  return name === undefined ? null : `${name} (process ${pid})`;
}

/** Processes come and go while one looks, and most belong to others: what fails is not there. */
function attempt<T>(look: () => T): T | undefined {
  try {
    return look();
  } catch {
    return undefined;
  }
}

const readText = (path: string) => attempt(() => Deno.readTextFileSync(path));
