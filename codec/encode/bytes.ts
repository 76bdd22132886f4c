/** Bytes that the encoder builds and hands on from layer to layer. */

export type Bytes = Uint8Array<ArrayBuffer>;

/** All parts one after the other. */
export function joinBytes(parts: readonly ArrayLike<number>[]): Bytes {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const joined = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

/** One byte per character; characters above U+00FF lose their upper half. */
export function latin1Bytes(text: string): Bytes {
  return Uint8Array.from(text, (char) => char.charCodeAt(0));
}

/** `bytes` cut into pieces of `lengthMax`, the last one shorter; one empty piece for no bytes. */
export function cutBytes(bytes: Bytes, lengthMax: number): Bytes[] {
  const pieces = [];
  for (let at = 0; at === 0 || at < bytes.length; at += lengthMax) {
    pieces.push(bytes.subarray(at, at + lengthMax));
  }
  return pieces;
}
