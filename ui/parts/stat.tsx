/** A number with its unit set smaller. */
import { type Figure, NARROW_SPACE } from "../format.ts";

export function Stat({ figure: { number, unit } }: { figure: Figure }) {
  return (
    <p class="stat">
      {number}
      <small>{NARROW_SPACE + unit}</small>
    </p>
  );
}
