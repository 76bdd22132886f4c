/** Waiting in tests: for a promise or a condition, never longer than stated. */

/** Resolves with the promise, or fails with a sentence after a while. */
export async function deadline<T>(promise: Promise<T>, what: string, limitMs = 20_000): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new Error(`${what} within ${limitMs} ms`)), limitMs);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Looks every 20 ms until the condition gives something true. */
export async function until<T>(
  condition: () => T | Promise<T>,
  what: string,
  limitMs = 20_000,
): Promise<NonNullable<T>> {
  const endMs = performance.now() + limitMs;
  for (;;) {
    const value = await condition();
    if (value) return value;
    if (performance.now() > endMs) throw new Error(`${what} within ${limitMs} ms`);
    await new Promise((wake) => setTimeout(wake, 20));
  }
}
