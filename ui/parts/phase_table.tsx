/** Current, voltage and power of each phase; a column that the meter does not fill is not drawn. */
import type { Reading } from "#model/reading.ts";
import { decimal, powerFigure, UNKNOWN } from "../format.ts";
import { Pill } from "./pill.tsx";
import { percent } from "../scale.ts";
import { mainFuseA, phasePeaks } from "../store/live.ts";
import { text } from "../text/mod.ts";

export type Phase = {
  readonly name: "L1" | "L2" | "L3";
  readonly amps: number | null;
  readonly volts: number | null;
  readonly netW: number | null;
  /** The net has this line but the meter does not measure its current. */
  readonly isMissing: boolean;
};

/** Fuses and scales for the bar where no main fuse is set, A. */
const SCALES_A = [6, 10, 16, 20, 25, 32, 40, 50, 63, 80, 100, 125, 160, 200, 250, 400, 630];
const NEAR_FUSE = 0.8;

/** The phases a reading knows anything of. */
export function phasesOf(reading: Reading | null): Phase[] {
  if (reading === null) return [];
  const known = ([1, 2, 3] as const).map((line): Phase => {
    const intoW = reading[`l${line}ImportW`], outW = reading[`l${line}ExportW`];
    return {
      name: `L${line}`,
      amps: reading[`l${line}A`] ?? null,
      // Meters on three wires send 0 V for the line they do not measure.
      volts: reading[`l${line}V`] || null,
      netW: intoW === undefined && outW === undefined ? null : (intoW ?? 0) - (outW ?? 0),
      isMissing: line === 2 && reading.l2AMissing === true && reading.l2A === undefined,
    };
  });
  // A meter on one phase may send zeros for the two it does not have.
  const isThere = ({ amps, volts, netW, isMissing }: Phase) =>
    isMissing || (amps ?? 0) !== 0 || (volts ?? 0) !== 0 || (netW ?? 0) !== 0;
  const present = known.filter(isThere);
  return present.length > 0 ? present : known.filter(({ amps }) => amps !== null);
}

export function PhaseTable({ list }: { list: readonly Phase[] }) {
  const fuseA = mainFuseA.value;
  const peaks = phasePeaks.highest();
  const peakOf = ({ name, amps }: Phase) =>
    peaks[Number(name[1]) - 1] ?? (amps === null ? null : Math.abs(amps));
  const highestA = Math.max(0, ...list.map((phase) => peakOf(phase) ?? 0));
  const scaleA = fuseA > 0 ? fuseA : SCALES_A.find((scale) => scale >= highestA) ?? highestA;
  const has = {
    amps: list.some(({ amps }) => amps !== null),
    volts: list.some(({ volts }) => volts !== null),
    watts: list.some(({ netW }) => netW !== null),
  };
  return (
    <>
      <table class="phases">
        <thead>
          <tr>
            <th scope="col">
              <span class="vh">{text.phase}</span>
            </th>
            {has.amps && <th scope="col">{fuseA > 0 ? text.ofFuse : text.ofScale(scaleA)}</th>}
            {has.amps && <th scope="col" class="r">A</th>}
            {has.volts && <th scope="col" class="r">V</th>}
            {has.watts && <th scope="col" class="r">kW</th>}
          </tr>
        </thead>
        <tbody>
          {list.map((phase) => (
            <tr key={phase.name}>
              <th scope="row">{phase.name}</th>
              {has.amps && (
                <td class="wide">
                  <AmpBar amps={phase.amps} peakA={peakOf(phase)} scaleA={scaleA} />
                </td>
              )}
              {has.amps && <td class="r num strong">{number(phase.amps, 1)}</td>}
              {has.volts && <td class="r num">{number(phase.volts, 0)}</td>}
              {has.watts && (
                <td class="r num">
                  <Kilowatts netW={phase.netW} />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      <p class="note mute after">
        {list.some(({ isMissing }) => isMissing) ? `${text.l2Missing} ` : ""}
        {has.amps && text.phaseMark}
      </p>
    </>
  );
}

const number = (value: number | null, digits: number) =>
  value === null ? UNKNOWN : decimal(value, digits, text.locale);

function Kilowatts({ netW }: { netW: number | null }) {
  if (netW === null) return <>{UNKNOWN}</>;
  const figure = powerFigure(netW, { unit: "kW", locale: text.locale });
  return <span class={netW < 0 ? "c-out" : undefined}>{figure.number}</span>;
}

/** Exceptions only; a phase well below the fuse needs no word. */
export function FuseState({ list }: { list: readonly Phase[] }) {
  const fuseA = mainFuseA.value;
  if (fuseA === 0) return null;
  const shareOf = ({ amps }: Phase) => Math.abs(amps ?? 0) / fuseA;
  const [worst] = list.toSorted((a, b) => shareOf(b) - shareOf(a));
  if (worst === undefined || shareOf(worst) < NEAR_FUSE) return null;
  return shareOf(worst) >= 1
    ? <Pill state="fault">{text.overFuse(worst.name)}</Pill>
    : <Pill state="warning">{text.nearFuse(worst.name)}</Pill>;
}

type AmpBarProps = {
  readonly amps: number | null;
  readonly peakA: number | null;
  readonly scaleA: number;
};

function AmpBar({ amps, peakA, scaleA }: AmpBarProps) {
  const share = (value: number) => percent(Math.min(1, Math.abs(value) / scaleA));
  return (
    <svg class="amps" aria-hidden="true">
      <rect class="track" width="100%" y="3" height="10" rx="2" />
      {amps !== null && <rect class="f-in" width={share(amps)} y="3" height="10" />}
      {peakA !== null && (
        <line class="limit soft" x1={share(peakA)} x2={share(peakA)} y1="0" y2="16" />
      )}
    </svg>
  );
}
