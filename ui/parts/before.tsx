/** What the same span before came to, to compare with. */
import { energyFigure, written } from "../format.ts";
import { text } from "../text/mod.ts";

type BeforeProps = { readonly importWh: number; readonly exportWh: number; readonly when: string };

/** Nothing is said of a span in which nothing was heard. */
export function Before({ importWh, exportWh, when }: BeforeProps) {
  if (importWh + exportWh === 0) return null;
  const used = energyFigure(importWh, text.locale);
  const sent = energyFigure(exportWh, text.locale);
  return (
    <p class="note mute after">
      {exportWh > 0
        ? text.beforeBoth(when, written(sent), written(used))
        : text.before(when, written(used))}
    </p>
  );
}
