/** One bold fact, then what happens next. Only the worst one is shown. */
import { Icon } from "./icon.tsx";

type BannerProps = { readonly fact: string; readonly next: string };

export function Banner({ fact, next }: BannerProps) {
  return (
    <div class="banner danger" role="alert">
      <Icon name="error" />
      <p>
        <b>{fact}</b>
        <span>{next}</span>
      </p>
    </div>
  );
}
