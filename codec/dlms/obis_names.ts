/**
 * What OBIS codes mean, in plain words for people (IEC 62056-6-1; the code list of the DLMS UA;
 * DSMR 5 §6.12; chapter 10 §8.2, §17). What the decoder does with a code is in `obis.ts`; here are
 * also the codes it passes by. Electricity codes are composed of what is measured (C), how (D) and
 * the tariff (E), all others are listed.
 */

/** Measured quantities by C, counted within a phase: L1 is 20 higher, L2 40, L3 60. */
const QUANTITIES: readonly string[] = [
  "",
  "import",
  "export",
  "reactive import",
  "reactive export",
  "reactive quadrant I",
  "reactive quadrant II",
  "reactive quadrant III",
  "reactive quadrant IV",
  "apparent import",
  "apparent export",
  "current",
  "voltage",
  "power factor",
  "frequency",
  "import and export added",
  "import less export",
];
/** Up to here a quantity is a power or an energy, save those from `current` to `frequency`. */
const CURRENT = 11;
const FREQUENCY = 14;
const PHASE_STEP = 20;
const PHASE_MAX = 3;

/** Ways of measuring by D: the noun of an amount, and what is added behind the phase. */
const WAYS: ReadonlyMap<number, readonly [noun: string, addition: string]> = new Map([
  [2, ["power", ", summed peaks"]],
  [4, ["power", ", average of the running period"]],
  [5, ["power", ", average of the last period"]],
  [6, ["power", ", peak"]],
  [7, ["power", ""]],
  [8, ["energy", ""]],
  [24, ["power", ", average"]],
  [25, ["power", ", average of the last period"]],
  [29, ["energy", " of the period"]],
  [31, ["power", ", threshold of dips"]],
  [32, ["power", ", count of dips"]],
  [35, ["power", ", threshold of swells"]],
  [36, ["power", ", count of swells"]],
]);
const TARIFF_MAX = 8;

/** Codes that are not composed, by C.D.E, whatever A and B are. */
const NAMES: ReadonlyMap<string, string> = new Map([
  ["0.0.0", "meter number"],
  ["0.0.1", "meter number 1"],
  ["0.0.2", "meter number 2"],
  ["0.0.5", "meter id (GS1)"],
  ["0.0.9", "server id"],
  ["0.2.0", "firmware version"],
  ["0.2.8", "version of the P1 standard"],
  ["0.2.129", "version of the list"],
  ["0.4.2", "current transformer ratio"],
  ["0.4.3", "voltage transformer ratio"],
  ["0.9.1", "time of day"],
  ["0.9.2", "date"],
  ["1.0.0", "clock"],
  ["2.1.0", "logical device of the list"],
  ["17.0.0", "power limit"],
  ["21.0.0", "list of values for display"],
  ["24.1.0", "kind of sub-meter"],
  ["24.2.1", "value of the sub-meter"],
  ["24.2.3", "value of the sub-meter, not corrected"],
  ["24.3.0", "value of the sub-meter"],
  ["24.4.0", "valve of the sub-meter"],
  ["25.9.0", "push set-up"],
  ["31.4.0", "fuse limit"],
  ["42.0.0", "logical device name"],
  ["91.7.0", "current in the neutral"],
  ["81.7.0", "angle from U L1 to U L1"],
  ["81.7.1", "angle from U L1 to U L2"],
  ["81.7.2", "angle from U L1 to U L3"],
  ["81.7.4", "angle from I L1 to U L1"],
  ["81.7.15", "angle from I L2 to U L2"],
  ["81.7.26", "angle from I L3 to U L3"],
  ["96.1.0", "serial number"],
  ["96.1.1", "type or equipment number"],
  ["96.1.2", "equipment number 2"],
  ["96.1.4", "version of the telegram"],
  ["96.1.7", "meter type"],
  ["96.1.9", "metering point"],
  ["96.3.10", "position of the switch"],
  ["96.5.0", "status"],
  ["96.7.9", "count of long power failures"],
  ["96.7.19", "time of a power failure"],
  ["96.7.21", "count of power failures"],
  ["96.8.0", "hours of operation"],
  ["96.13.0", "message of the grid company"],
  ["96.13.1", "code of the message"],
  ["96.14.0", "tariff in force"],
  ["96.50.1", "maker"],
  ["97.97.0", "error register"],
  ["98.1.0", "monthly values"],
  ["99.97.0", "log of power failures"],
  ["99.98.0", "log of events"],
  ["199.130.3", "maker"],
  ["199.130.5", "public key"],
]);

/** Names of what every sub-meter on the M-Bus has for itself. */
const OF_CHANNELS = /sub-meter|number/;

/**
 * The meaning of a code, given as its groups A B C D E, or the empty text when it is not known.
 *
 * @example
 * ```ts
 * import { obisName } from "#codec/dlms/obis_names.ts";
 * console.log(obisName([1, 0, 21, 7, 0])); // import power L1
 * console.log(obisName([1, 0, 2, 8, 1])); // export energy, tariff 1
 * ```
 */
export function obisName(groups: ArrayLike<number>): string {
  const [medium = 0, channel = 0, c = 0, d = 0, e = 0] = Array.from(groups);
  const listed = NAMES.get(`${c}.${d}.${e}`);
  if (listed !== undefined && OF_CHANNELS.test(listed) && medium === 0 && channel > 0) {
    return `${listed}, channel ${channel}`;
  }
  return listed ?? (medium === 1 ? composed(c, d, e) : "");
}

/**
 * A code as people write it: `1-0:1.8.0`, with F when it is not 255.
 *
 * @example
 * ```ts
 * import { obisText } from "#codec/dlms/obis_names.ts";
 * console.log(obisText([1, 0, 1, 8, 0, 255])); // 1-0:1.8.0
 * ```
 */
export function obisText(groups: ArrayLike<number>): string {
  const [a, b, c, d, e, f = 255] = Array.from(groups);
  return `${a}-${b}:${c}.${d}.${e}${f === 255 ? "" : `*${f}`}`;
}

function composed(c: number, d: number, e: number): string {
  const way = WAYS.get(d);
  const phase = Math.floor(c / PHASE_STEP);
  const quantity = c % PHASE_STEP;
  const name = QUANTITIES[quantity] ?? "";
  if (way === undefined || phase > PHASE_MAX || name === "" || e > TARIFF_MAX) return "";
  const [noun, addition] = way;
  const isAmount = quantity < CURRENT || quantity > FREQUENCY;
  return [
    name,
    isAmount ? ` ${noun}` : "",
    phase === 0 ? "" : ` L${phase}`,
    addition,
    e === 0 ? "" : `, tariff ${e}`,
  ].join("");
}
