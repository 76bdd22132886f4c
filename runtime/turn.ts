/** Letting others have their turn in the middle of long work. */
import { setImmediate } from "node:timers";

/** Resolves after what is ready now has run: bytes that came, questions, other loops. */
export function turn(): Promise<void> {
  return new Promise((wake) => void setImmediate(wake));
}
