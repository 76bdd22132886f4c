/**
 * A fault: a row of the table of everything that can go wrong, with what exactly went wrong. Log,
 * status page, MQTT and docs show its sentence and its hint.
 */
import { FAULTS } from "./faults/mod.ts";
import type { Retry } from "./faults/row.ts";

export type FaultCode = keyof typeof FAULTS;

/** Where in a byte sequence a fault was found, and what was expected there. */
export type FaultDetail = {
  /** What exactly: a path, a host, a field, a value. Follows the sentence after a colon. */
  readonly what?: string;
  /** The field of a form or query that is meant. */
  readonly field?: string;
  /** Byte offset from the start of the frame, or of the input where there is no frame. */
  readonly offset?: number;
  readonly expected?: string;
  readonly found?: string;
  readonly cause?: unknown;
};

/** The one error class: returned inside an `Outcome` or thrown when the world broke. */
export class Fault extends Error {
  override readonly name = "Fault";
  readonly detail: FaultDetail;

  constructor(readonly code: FaultCode, detail: FaultDetail = {}) {
    super(sentence(code, detail), detail.cause === undefined ? {} : { cause: detail.cause });
    this.detail = detail;
  }

  /** What the owner can do. */
  get hint(): string {
    return FAULTS[this.code].hint;
  }

  get retry(): Retry {
    return FAULTS[this.code].retry;
  }

  /** The form in which a fault leaves the process: logs, JSON, the page. */
  view(): FaultView {
    return { code: this.code, message: this.message, hint: this.hint };
  }
}

/** A fault as data. */
export type FaultView = { code: FaultCode; message: string; hint: string };

function sentence(code: FaultCode, { what, offset, expected, found }: FaultDetail): string {
  const where = offset === undefined ? "" : ` at byte ${offset}`;
  const not = expected === undefined
    ? ""
    : ` (expected ${expected}${found === undefined ? "" : `, found ${found}`})`;
  return `${FAULTS[code].message}${where}${what === undefined ? "" : `: ${what}`}${not}`;
}

/**
 * Any thrown thing as a `Fault`: itself if it is one, else wrapped with the given code.
 *
 * @example
 * ```ts
 * import { asFault } from "#model/fault.ts";
 * const fault = asFault(new TypeError("x is null"), "internal");
 * console.log(fault.code, fault.message); // internal meterd made a mistake: x is null
 * ```
 */
export function asFault(thrown: unknown, code: FaultCode = "internal"): Fault {
  if (thrown instanceof Fault) return thrown;
  const what = thrown instanceof Error ? thrown.message : String(thrown);
  return new Fault(code, { what, cause: thrown });
}
