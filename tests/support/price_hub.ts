/** A price hub of amsreader-firmware's kind: its table, encrypted as chapter 20 §1.2 says. */
import { createCipheriv } from "node:crypto";
import { AUTHENTICATION_KEY, ENCRYPTION_KEY, TITLE } from "#tests/support/keys.ts";

export const DLMS_TABLE_KEY = {
  encryptionKey: ENCRYPTION_KEY,
  authenticationKey: AUTHENTICATION_KEY,
};

const SECURITY = 0x30;

/** The table in the clear; prices per kWh of NOK. */
export function hubTable(
  prices: readonly number[],
  minutes: number,
  exported: readonly number[] = [],
): Uint8Array {
  const all = [...prices, ...exported];
  const table = new Uint8Array(15 + 4 * all.length);
  table.set(new TextEncoder().encode("NOK\0kWh\0HKS\0"));
  table.set([minutes, exported.length > 0 ? 1 : 0, prices.length], 12);
  const view = new DataView(table.buffer);
  for (const [at, price] of all.entries()) view.setInt32(15 + 4 * at, Math.round(price * 10_000));
  return table;
}

/** A table as it is sent. */
export function sealed(table: Uint8Array): Uint8Array {
  const counter = [0, 0, 0, 7];
  const iv = new Uint8Array([...TITLE, ...counter]);
  const cipher = createCipheriv("aes-128-gcm", ENCRYPTION_KEY, iv, { authTagLength: 12 });
  cipher.setAAD(new Uint8Array([SECURITY, ...AUTHENTICATION_KEY]));
  const content = [...cipher.update(table), ...cipher.final(), ...cipher.getAuthTag()];
  const length = 5 + content.length;
  return new Uint8Array([
    ...[0xdb, TITLE.length, ...TITLE, 0x82, length >> 8, length & 0xff, SECURITY],
    ...counter,
    ...content,
  ]);
}

export function hubReply(prices: readonly number[], minutes: number): Uint8Array {
  return sealed(hubTable(prices, minutes));
}
