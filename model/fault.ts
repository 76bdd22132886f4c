/**
 * Everything that can go wrong, in one table: a stable code, a sentence, what the owner can do
 * about it and whether trying again helps. Log, status page, MQTT and docs read this table; nobody
 * compares message texts.
 */

/** When trying again may help: at once, after a while, or not before somebody changed something. */
export type Retry = "now" | "later" | "never";

type Row = { message: string; hint: string; retry: Retry };

/** The table. A code is `room-trouble` and never changes its meaning once published. */
export const FAULTS = {
  // The line and its frames (chapter 10 §11).
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
  // Sources of bytes.
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
  // Where simulated and replayed bytes go.
  "outlet-unavailable": {
    message: "The bytes cannot be sent there",
    hint: "Use --to pty (needs socat), --to tcp://HOST:PORT with a free port, or a file's path.",
    retry: "never",
  },
  // Sensors of the board.
  "sensor-silent": {
    message: "A thermometer gives no value",
    hint: "Check its cable, its power and the pull-up resistor of the bus. It is asked again.",
    retry: "later",
  },
  // Storage.
  "store-unwritable": {
    message: "The data directory cannot be written",
    hint: "Give the user write access to it, or choose another with --data.",
    retry: "later",
  },
  "store-full": {
    message: "The disk is full",
    hint: "Free some space. Reading goes on; what waits is stored when there is room again.",
    retry: "later",
  },
  "store-corrupt": {
    message: "The database is damaged",
    hint: "It was put aside under another name and a new one was begun.",
    retry: "never",
  },
  "store-restored": {
    message: "The database was damaged, and the last backup took its place",
    hint: "Energy since then is filled in from the registers. Check or replace the card or disk; " +
      "the damaged file was kept under another name.",
    retry: "never",
  },
  "store-backup": {
    message: "No backup could be made",
    hint: "See that history.backupDir exists, can be written and has room. It is tried again in " +
      "an hour.",
    retry: "later",
  },
  "clock-unset": {
    message: "The board's clock is not set",
    hint: "Give it a network with a time server, or a battery for its clock. Readings that wait " +
      "are stored with their true times once it is set.",
    retry: "later",
  },
  "edit-refused": {
    message: "The history cannot be changed like this",
    hint: "Only quarters that are over can be changed, and each batch can be undone once.",
    retry: "never",
  },
  "store-busy": {
    message: "Another meterd uses this data directory",
    hint: "Stop the other one, or choose another directory with --data.",
    retry: "never",
  },
  "import-empty": {
    message: "No energy was found in the file",
    hint: "See which kinds of file can be imported, and name columns, zone and unit if need be.",
    retry: "never",
  },
  // Prices (chapters 20 §1–§3 and 21).
  "price-unpublished": {
    message: "The prices of the day are not published yet",
    hint:
      "Tomorrow's prices come between 13:00 and 15:00 CET, sometimes later. They are asked again.",
    retry: "later",
  },
  "price-incomplete": {
    message: "The provider has only some of the prices of the day",
    hint: "They are asked again; until then the next provider is taken.",
    retry: "later",
  },
  "price-denied": {
    message: "The price provider does not accept the token",
    hint: "Check the token in the price settings and whether it is still valid.",
    retry: "never",
  },
  "price-rejected": {
    message: "The price provider rejects the request",
    hint: "Check price.area and price.baseUrl; the provider may not serve this area.",
    retry: "later",
  },
  "price-throttled": {
    message: "The price provider was asked too often",
    hint: "Other programs behind the same internet address count too. It is asked again later.",
    retry: "later",
  },
  "price-server": {
    message: "The price provider is out of order",
    hint: "Nothing needs to be done: known prices stay, and it is asked again.",
    retry: "later",
  },
  "price-reply": {
    message: "The price provider's answer makes no sense",
    hint: "Known prices stay and the next provider is asked. If it lasts, please report it.",
    retry: "later",
  },
  "price-settings": {
    message: "A price setting is missing or does not fit",
    hint: "See the named setting on the price page.",
    retry: "never",
  },
  "price-no-rate": {
    message: "No exchange rate to the currency of the prices is known",
    hint: "Norges Bank and the ECB are asked again; prices in euro are kept until then.",
    retry: "later",
  },
  // MQTT.
  "mqtt-unreachable": {
    message: "The MQTT broker does not answer",
    hint: "Check mqtt.host and mqtt.port and that the broker runs. It is tried again.",
    retry: "later",
  },
  "mqtt-refused": {
    message: "The MQTT broker refuses the login",
    hint: "Check mqtt.user and mqtt.password.",
    retry: "later",
  },
  "mqtt-tls": {
    message: "The MQTT broker's certificate cannot be trusted",
    hint: "Check mqtt.host against the certificate and whether the certificate is still valid.",
    retry: "later",
  },
  "mqtt-lost": {
    message: "The connection to the MQTT broker was lost",
    hint: "It is made again by itself.",
    retry: "later",
  },
  // Web.
  "web-port-taken": {
    message: "The web port is in use by another program",
    hint: "Stop the other program or choose another port with --http HOST:PORT.",
    retry: "later",
  },
  "web-port-denied": {
    message: "The web port may not be opened",
    hint: "Ports below 1024 need a right. Choose another with --http HOST:PORT.",
    retry: "later",
  },
  "web-no-password": {
    message: "No password is set, so the page stays closed",
    hint: "Start with --set web.security=none to run open on a network you trust.",
    retry: "never",
  },
  "web-page-missing": {
    message: "The page has not been built",
    hint: "Run `deno task ui` once.",
    retry: "later",
  },
  "web-not-found": {
    message: "There is nothing at this address",
    hint: "The list of addresses is in the README.",
    retry: "never",
  },
  "web-input": {
    message: "The request cannot be understood",
    hint: "See the named field.",
    retry: "never",
  },
  "web-too-large": {
    message: "The request is larger than is taken",
    hint: "Send it in smaller parts.",
    retry: "never",
  },
  "web-too-slow": {
    message: "The request did not arrive in time",
    hint: "Try again on a better connection.",
    retry: "later",
  },
  "web-cross-site": {
    message: "Another site asked for a change, which is refused",
    hint: "Open meterd itself and make the change there.",
    retry: "never",
  },
  "web-busy": {
    message: "Too many listeners at once",
    hint: "Close some of the open pages.",
    retry: "later",
  },
  // Settings and command line.
  "config-unreadable": {
    message: "The settings file cannot be read",
    hint: "Repair config.json (it must be JSON); until then the default settings are used.",
    retry: "never",
  },
  "config-invalid": {
    message: "A setting has a value that does not fit",
    hint: "See the named setting; its section uses the default until it is repaired.",
    retry: "never",
  },
  "usage": {
    message: "The command was not understood",
    hint: "Try `meterd --help`.",
    retry: "never",
  },
  "file-unreadable": {
    message: "The file cannot be read",
    hint: "Check the path and the rights.",
    retry: "never",
  },
  // The house itself.
  "actor-hung": {
    message: "A part of the program did not answer any more",
    hint: "It was started afresh. If it happens again, send the log.",
    retry: "now",
  },
  "actor-parked": {
    message: "A part of the program failed too often and rests for a while",
    hint: "The rest goes on. See the log for the reason.",
    retry: "later",
  },
  "message-quarantined": {
    message: "A message that crashed its reader three times was put aside",
    hint: "The rest goes on. Please send the log.",
    retry: "never",
  },
  "deadline": {
    message: "The answer did not come in time",
    hint: "Try again in a moment.",
    retry: "later",
  },
  "internal": {
    message: "meterd made a mistake",
    hint: "Please send the log.",
    retry: "later",
  },
} as const satisfies Record<string, Row>;

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
