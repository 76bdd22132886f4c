/**
 * What a framing says of the bytes at one place: a positive number is the length of a whole frame
 * whose checks all held, anything else is one of these. The lower the verdict, the further the
 * bytes came through the checks, so the lowest one of a run of rubbish names its trouble best.
 */
import type { FaultCode } from "#model/fault.ts";

export const NOT_A_START = 0;
/** So far nothing speaks against a frame, but more bytes are needed. */
export const INCOMPLETE = -1;
export const BAD_HEADER_CHECKSUM = -2;
export const BAD_LENGTH = -3;
export const TOO_LONG = -4;
export const BAD_BOUNDARY = -5;
export const BAD_CHECKSUM = -6;
export const BAD_P1_CHECKSUM = -7;

const CODES: readonly FaultCode[] = [
  "frame-unknown",
  "frame-truncated",
  "frame-header-checksum",
  "frame-length",
  "frame-too-long",
  "frame-boundary",
  "frame-checksum",
  "p1-checksum",
];

/** The fault of a verdict that is not a length. */
export function faultCodeOf(verdict: number): FaultCode {
  return CODES[-verdict] ?? "frame-unknown";
}
