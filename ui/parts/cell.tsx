/** One cell of the sheet: title, unit, one control or state at the right, then the content. */
import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";

type CellProps = {
  readonly title: string;
  readonly unit?: string | undefined;
  readonly end?: ComponentChildren;
  readonly look?: string;
  readonly children: ComponentChildren;
};

export function Cell({ title, unit, end, look = "", children }: CellProps) {
  const id = useId();
  return (
    <section class={`cell ${look}`} aria-labelledby={id}>
      <div class="cap">
        <h2 id={id}>{title}</h2>
        {unit !== undefined && <span class="unit">{unit}</span>}
        {end !== undefined && <div class="end">{end}</div>}
      </div>
      {children}
    </section>
  );
}
