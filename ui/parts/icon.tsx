/** A picture from the sprite in the page. One that carries meaning stands beside a word. */

export type IconName =
  | "now"
  | "status"
  | "import"
  | "export"
  | "ok"
  | "warn"
  | "error"
  | "off"
  | "busy"
  | "clock"
  | "pause"
  | "play"
  | "sun"
  | "moon"
  | "auto"
  | "table"
  | "history";

export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="i" aria-hidden="true">
      <use href={`#i-${name}`} />
    </svg>
  );
}
