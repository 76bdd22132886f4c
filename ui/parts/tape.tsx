/**
 * The tape: one line with zero where out meets in. A bar shows the power, small hands keep the
 * highest of the day. Drawn in percent of its width, so it needs no measuring.
 */
import { decimal } from "../format.ts";
import { niceStep, percent, type TapeScale } from "../scale.ts";
import { text } from "../text/mod.ts";

type TapeProps = {
  readonly scale: TapeScale;
  readonly netW: number | null;
  readonly day: { readonly importW: number; readonly exportW: number };
  readonly label: string;
};

/** Hands this near to an end say their value towards the middle. */
const HAND_LEFT = 0.14;
const HAND_RIGHT = 0.74;
/** Beyond it the number of a tick would run into the word at the right end. */
const TICK_RIGHT = 0.78;

export function Tape({ scale, netW, day, label }: TapeProps) {
  const { zero, inKw, outKw } = scale;
  const now = scale.at(netW ?? 0);
  const bigKw = niceStep(inKw / 2.5);
  const hasBig = scale.ticks.includes(bigKw) && scale.at(bigKw * 1000) < TICK_RIGHT;
  const endOf = (kilowatts: number) => decimal(kilowatts, 0, text.locale);
  return (
    <svg class="tape" role="img" aria-label={label}>
      <rect class="track" x="0" y="14" width="100%" height="16" rx="4" />
      {netW !== null && (
        <rect
          class={netW < 0 ? "b-out" : "b-in"}
          x={percent(Math.min(zero, now))}
          y="14.5"
          width={percent(Math.abs(now - zero))}
          height="15"
        />
      )}
      {scale.ticks.map((kilowatts) => {
        const x = percent(scale.at(kilowatts * 1000));
        const isBig = kilowatts === bigKw;
        return (
          <line
            key={kilowatts}
            class={isBig ? "tick big" : "tick"}
            x1={x}
            x2={x}
            y1="32"
            y2={isBig ? 39 : 35}
          />
        );
      })}
      <line class="zero-mark" x1={percent(zero)} x2={percent(zero)} y1="12" y2="39" />
      {outKw > 0 && <text class="ax c-out strong" x="0" y="52">{text.tapeOut(endOf(outKw))}</text>}
      {hasBig && (
        <text class="ax" x={percent(scale.at(bigKw * 1000))} y="52" text-anchor="middle">
          {decimal(bigKw, bigKw % 1 === 0 ? 0 : 1, text.locale)}
        </text>
      )}
      <text class="ax strong" x={percent(zero)} y="52" text-anchor={outKw > 0 ? "middle" : "start"}>
        0
      </text>
      <text class="ax c-in strong" x="100%" y="52" text-anchor="end">
        {text.tapeIn(endOf(inKw))}
      </text>
      {day.exportW > 0 && <Hand at={scale.at(-day.exportW)} powerW={day.exportW} isOut />}
      {day.importW > 0 && <Hand at={scale.at(day.importW)} powerW={day.importW} />}
    </svg>
  );
}

type HandProps = { readonly at: number; readonly powerW: number; readonly isOut?: boolean };

function Hand({ at, powerW, isOut = false }: HandProps) {
  const number = decimal(powerW / 1000, 2, text.locale);
  const isLeft = isOut ? at > HAND_LEFT : at > HAND_RIGHT;
  return (
    <svg class="hand" x={percent(at)} y="7">
      <path class={isOut ? "f-out" : "f-in"} d="M-4 0h8l-4 6z" />
      <text class="ax" x={isLeft ? -8 : 8} y="4" text-anchor={isLeft ? "end" : "start"}>
        {isOut ? number : text.tapeToday(number)}
      </text>
    </svg>
  );
}
