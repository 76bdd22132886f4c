/** What outputs say of the board they run on. */
import type { BoardFacts } from "../ports.ts";
import { namesIn, readText } from "./small_files.ts";

/** Where the kernel tells; tests look elsewhere. */
export type Roots = { readonly proc: string; readonly sys: string };

const NO_MAC = "00:00:00:00:00:00";

/**
 * Reads the board's facts. The MAC is that of the interface with the default route, else of the
 * first that has one, else zeros: a board without a network is a board.
 */
export async function boardFacts(
  { proc, sys }: Roots = { proc: "/proc", sys: "/sys" },
): Promise<BoardFacts> {
  const interfaces = [
    defaultInterface(await readText(`${proc}/net/route`)),
    ...await namesIn(`${sys}/class/net`),
  ];
  const macs = await Promise.all(interfaces.map(async (name) => {
    return (await readText(`${sys}/class/net/${name}/address`)).trim().toUpperCase();
  }));
  return {
    mac: macs.find((mac) => /^(?:[0-9A-F]{2}:){5}[0-9A-F]{2}$/.test(mac) && mac !== NO_MAC) ??
      NO_MAC,
    hostname: (await readText(`${proc}/sys/kernel/hostname`)).trim(),
    arch: Deno.build.arch,
  };
}

/** The interface of the default route with the lowest metric. */
function defaultInterface(routes: string): string {
  const [first] = routes.split("\n").slice(1)
    .map((line) => line.split(/\s+/))
    .filter(([, destination, , , , , , mask]) => destination === "00000000" && mask === "00000000")
    .sort((a, b) => Number(a[6]) - Number(b[6]));
  return first?.[0] ?? "";
}
