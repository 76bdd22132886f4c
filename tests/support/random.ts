/** A small seeded generator (mulberry32), so that a failing run can be repeated by its seed. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A fresh seed for runs that should differ each time; tests print it in their messages. */
export function freshSeed(): number {
  return Number(Deno.env.get("METERD_SEED") ?? crypto.getRandomValues(new Uint32Array(1))[0]);
}
