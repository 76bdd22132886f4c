/** What the grid company writes to its customer (DSMR 5 §6.12, 0-0:96.13.0): text as hex digits. */

/** The text behind a message; meters that have none may fill it with FF or zeros. */
export function messageOf(raw: string): string {
  const isHex = raw.length % 2 === 0 && /^[0-9A-F]+$/i.test(raw);
  const bytes = isHex
    ? Uint8Array.fromHex(raw)
    : Uint8Array.from(raw, (character) => character.charCodeAt(0));
  const text = bytes.every((byte) => byte === FILLING) ? "" : new TextDecoder().decode(bytes);
  // deno-lint-ignore no-control-regex
  return text.replace(/[\x00-\x1f\x7f]+/g, " ").trim();
}

const FILLING = 0xff;
