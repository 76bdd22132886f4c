/**
 * The kernel's advisory lock on an open file descriptor. `Deno.FsFile` has one too, but a terminal
 * opened that way becomes the controlling terminal of a service, and pulling its plug would then
 * end the service with SIGHUP; so terminals are opened by `node:fs` with O_NOCTTY and locked here.
 */

const LOCK_EX = 2;
const LOCK_NB = 4;

/**
 * Takes the lock and holds it until the descriptor is closed; `false` when somebody else has it.
 */
export function tryFlock(fileDescriptor: number): boolean {
  const libc = Deno.dlopen("libc.so.6", {
    flock: { parameters: ["i32", "i32"], result: "i32" },
  });
  try {
    return libc.symbols.flock(fileDescriptor, LOCK_EX | LOCK_NB) === 0;
  } finally {
    libc.close();
  }
}
