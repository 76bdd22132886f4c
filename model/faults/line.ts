/** Faults of the line: frames, ciphers, telegrams (chapter 10 §11). */
import type { FaultRow } from "./row.ts";

export const LINE_FAULTS = {
  "frame-checksum": {
    message: "The frame's checksum is wrong",
    hint: "Some of these are normal. Many mean a bad cable, a long cable or wrong serial settings.",
    retry: "now",
  },
  "frame-header-checksum": {
    message: "The frame's header checksum is wrong",
    hint: "Some of these are normal. Many mean a bad cable, a long cable or wrong serial settings.",
    retry: "now",
  },
  "frame-truncated": {
    message: "The frame ends too early",
    hint: "A telegram was cut off. At the start of listening this is normal.",
    retry: "now",
  },
  "frame-boundary": {
    message: "The frame does not end with its end mark",
    hint: "Bytes were lost or added on the line. Check the cable and the baud rate.",
    retry: "now",
  },
  "frame-length": {
    message: "The frame's length fields contradict each other",
    hint: "Bytes were lost or added on the line. Check the cable and the baud rate.",
    retry: "now",
  },
  "frame-too-long": {
    message: "The frame is longer than any meter sends",
    hint: "An end mark was lost on the line. The next telegram will be read.",
    retry: "now",
  },
  "frame-unknown": {
    message: "These bytes are no frame of a known kind",
    hint: "Check baud rate and parity: a wrong rate turns every telegram into rubbish.",
    retry: "now",
  },
  "frame-sequence": {
    message: "A part of a telegram in several frames is missing",
    hint: "One frame was lost on the line; the next telegram will be whole.",
    retry: "now",
  },
  "p1-checksum": {
    message: "The P1 telegram's checksum is wrong",
    hint: "Some of these are normal. Many mean a bad cable or a missing inverter.",
    retry: "now",
  },
  "cipher-needs-key": {
    message: "The telegram is encrypted and no key is set",
    hint: "Ask your grid company for the encryption key and enter it as meter.encryptionKey.",
    retry: "never",
  },
  "cipher-auth": {
    message: "The telegram's authentication tag does not fit",
    hint: "The encryption or the authentication key is wrong, or the frame was damaged.",
    retry: "never",
  },
  "cipher-garbage": {
    message: "The deciphered telegram makes no sense",
    hint: "The encryption key is wrong. Check it pair by pair.",
    retry: "never",
  },
  "cipher-replay": {
    message: "The telegram's counter went backwards",
    hint: "An old telegram was repeated. A meter that was restarted is believed again by itself.",
    retry: "now",
  },
  "apdu-type": {
    message: "The telegram holds a data type or an order that the standard does not allow",
    hint: "Record it with `meterd decode` and send it in: the meter may be of an unknown kind.",
    retry: "now",
  },
  "meter-unknown": {
    message: "The telegram is whole, but no known meter speaks like this",
    hint: "Record it with `meterd decode` and send it in, so that the meter can be added.",
    retry: "never",
  },
  "reading-implausible": {
    message: "The reading cannot be true",
    hint: "It was put aside. If it happens often, check the multipliers and the fuse size.",
    retry: "now",
  },
} as const satisfies Record<string, FaultRow>;
