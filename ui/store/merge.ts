/** A meter says different things in different telegrams: the newest state is all of them together. */
import type { Reading } from "#model/reading.ts";

/** Fields that are present overwrite, absent ones stay; the richest list seen names the list. */
export function mergeReading(before: Reading | null, next: Reading): Reading {
  if (before === null) return next;
  const listType = before.listType > next.listType ? before.listType : next.listType;
  return { ...before, ...next, listType };
}
