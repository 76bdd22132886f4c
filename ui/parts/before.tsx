/** What the same span before came to, to compare with. */
import { energyFigure, written } from "../format.ts";
import { COVERAGE_WHOLE } from "../store/hours.ts";
import { text } from "../text/mod.ts";

type BeforeProps = {
  readonly importWh: number;
  readonly exportWh: number;
  readonly when: string;
  /** Share of the span in which the meter was heard, 0 to 1. */
  readonly coverage?: number;
};

/** Nothing is said of a span in which nothing was heard. */
export function Before({ importWh, exportWh, when, coverage = 1 }: BeforeProps) {
  if (importWh + exportWh === 0) return null;
  const span = coverage >= COVERAGE_WHOLE
    ? when
    : text.partlyHeard(when, Math.round(coverage * 100));
  const used = energyFigure(importWh, text.locale);
  const sent = energyFigure(exportWh, text.locale);
  return (
    <p class="note mute after">
      {exportWh > 0
        ? text.beforeBoth(span, written(sent), written(used))
        : text.before(span, written(used))}
    </p>
  );
}
