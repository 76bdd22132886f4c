/** The running hour as a strip: used and sent so far, and the ghost of what it comes to. */
import { decimal } from "../format.ts";
import { niceAxis, percent } from "../scale.ts";
import { text } from "../text/mod.ts";

type Flows = { readonly importWh: number; readonly exportWh: number };

type HourStripProps = {
  readonly soFar: Flows;
  readonly forecast: Flows;
  /** The highest closed hour of the day; 0 when there is none. */
  readonly highestWh: number;
  readonly label: string;
};

/** Labels nearer than this share of the width would collide. */
const ROOM = 0.26;

export function HourStrip({ soFar, forecast, highestWh, label }: HourStripProps) {
  const { low, high } = niceAxis(
    -forecast.exportWh,
    Math.max(forecast.importWh, highestWh, 500) * 1.1,
    4,
  );
  const at = (energyWh: number) => (energyWh - low) / (high - low);
  const zero = at(0), used = at(soFar.importWh), highest = at(highestWh);
  const hasSoFar = used - zero > 0.16 && (highestWh === 0 || Math.abs(used - highest) > ROOM);
  return (
    <svg class="strip" role="img" aria-label={label}>
      <defs>
        <Hatch look="in" />
        <Hatch look="out" />
      </defs>
      <rect class="track" x="0" y="4" width="100%" height="14" rx="4" />
      <Part from={zero} to={used} look="b-in" />
      <Part from={used} to={at(forecast.importWh)} look="ghost in" fill="url(#ghost-in)" />
      <Part from={at(-soFar.exportWh)} to={zero} look="b-out" />
      <Part
        from={at(-forecast.exportWh)}
        to={at(-soFar.exportWh)}
        look="ghost out"
        fill="url(#ghost-out)"
      />
      <line class="zero-mark" x1={percent(zero)} x2={percent(zero)} y1="0" y2="22" />
      <text class="ax" x={percent(zero)} y="38" text-anchor={zero < 0.02 ? "start" : "middle"}>
        0
      </text>
      {hasSoFar && (
        <text class="ax" x={percent(used)} y="38" text-anchor="middle">{text.soFar}</text>
      )}
      {highestWh > 0 && (
        <>
          <line class="limit" x1={percent(highest)} x2={percent(highest)} y1="0" y2="22" />
          <text
            class="ax strong"
            x={percent(highest)}
            y="38"
            text-anchor={highest > 0.85 ? "end" : highest - zero < 0.2 ? "start" : "middle"}
          >
            {text.highestToday(decimal(highestWh / 1000, 2, text.locale))}
          </text>
        </>
      )}
    </svg>
  );
}

function Hatch({ look }: { look: "in" | "out" }) {
  return (
    <pattern
      id={`ghost-${look}`}
      class={`hatch ${look}`}
      width="4"
      height="4"
      patternUnits="userSpaceOnUse"
      patternTransform="rotate(45)"
    >
      <line x1="0" y1="0" x2="0" y2="4" />
    </pattern>
  );
}

type PartProps = {
  readonly from: number;
  readonly to: number;
  readonly look: string;
  readonly fill?: string;
};

function Part({ from, to, look, fill }: PartProps) {
  if (to - from < 0.002) return null;
  const [x, width] = [percent(from), percent(to - from)];
  return <rect class={look} x={x} y="4.5" width={width} height="13" fill={fill} />;
}
