/** Faults of what bytes come from and go to: sources, outlets, sensors. */
import type { FaultRow } from "./row.ts";

export const SOURCE_FAULTS = {
  "source-unknown": {
    message: "This is no source of meter bytes",
    hint: "Use serial:/dev/…, tcp://host:port, mqtt://…, kmp:…, iec:…, pulse:…, file:… or sim:….",
    retry: "never",
  },
  "source-missing": {
    message: "The source of meter bytes is not there",
    hint: "Plug in the adapter, or check the path in meter.source. It is looked for again.",
    retry: "later",
  },
  "source-busy": {
    message: "Another program uses the port",
    hint: "Stop the other program (minicom, ser2net, ModemManager, a second meterd).",
    retry: "later",
  },
  "source-denied": {
    message: "The port may not be opened",
    hint: "Add the user to the group dialout and log in again.",
    retry: "later",
  },
  "source-format": {
    message: "The port does not accept these serial settings",
    hint: "Check baud and format in meter.source; some ports have no parity bit.",
    retry: "later",
  },
  "source-lost": {
    message: "The source of meter bytes went away",
    hint: "The adapter was unplugged or the other side closed. It is opened again by itself.",
    retry: "later",
  },
  "source-silent": {
    message: "The meter says nothing at any speed",
    hint:
      "Check the cable, and ask the grid company to open the port. P1 wants an inverting adapter.",
    retry: "later",
  },
  "source-garbled": {
    message: "The meter's bytes make no sense at any speed and parity",
    hint: "An inverting cable or adapter is needed, or the adapter is not made for this port.",
    retry: "later",
  },
  "source-unanswered": {
    message: "The meter does not answer when it is asked",
    hint: "Check that the optical head sits well and that its cable can send as well as receive.",
    retry: "later",
  },
  "source-refused": {
    message: "The broker of the meter's frames refuses",
    hint: "Check the user, the password and the topic in meter.source.",
    retry: "later",
  },
  "source-untrusted": {
    message: "The certificate of the meter's broker cannot be trusted",
    hint: "Check the name in meter.source, or name the broker's own authority there: ?ca=FILE.",
    retry: "later",
  },
  "outlet-unavailable": {
    message: "The bytes cannot be sent there",
    hint: "Use --to pty (needs socat), --to tcp://HOST:PORT with a free port, or a file's path.",
    retry: "never",
  },
  "sensor-silent": {
    message: "A thermometer gives no value",
    hint: "Check its cable, its power and the pull-up resistor of the bus. It is asked again.",
    retry: "later",
  },
} as const satisfies Record<string, FaultRow>;
