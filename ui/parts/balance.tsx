/** Out and in side by side, and the two on one line that meets at zero. */
import { energyFigure } from "../format.ts";
import { percent } from "../scale.ts";
import { text } from "../text/mod.ts";
import { Stat } from "./stat.tsx";

type BalanceProps = {
  readonly importWh: number;
  readonly exportWh: number;
  readonly isTwoSided: boolean;
};

export function Balance({ importWh, exportWh, isTwoSided }: BalanceProps) {
  const used = energyFigure(importWh, text.locale);
  const sent = energyFigure(exportWh, text.locale);
  if (!isTwoSided) return <Stat figure={used} />;
  const totalWh = importWh + exportWh;
  const zero = totalWh === 0 ? 0.5 : exportWh / totalWh;
  return (
    <>
      <div class="balance">
        <div>
          <p class="k c-out">{text.out}</p>
          <Stat figure={sent} />
        </div>
        <div>
          <p class="k c-in">{text.in}</p>
          <Stat figure={used} />
        </div>
      </div>
      <svg class="pair push" role="img" aria-label={text.balanceLabel(sent.number, used.number)}>
        <rect class="track" x="0" y="4" width="100%" height="12" rx="3" />
        {exportWh > 0 && <rect class="b-out" x="0" y="4.5" width={percent(zero)} height="11" />}
        {importWh > 0 && (
          <rect class="b-in" x={percent(zero)} y="4.5" width={percent(1 - zero)} height="11" />
        )}
        <line class="zero-mark" x1={percent(zero)} x2={percent(zero)} y1="0" y2="20" />
      </svg>
    </>
  );
}
