/** One bold fact, which is read out, then what happens next. Only the worst one is shown. */
import { Icon } from "./icon.tsx";

type BannerProps = { readonly fact: string; readonly next: string };

export function Banner({ fact, next }: BannerProps) {
  return (
    <div class="banner danger">
      <Icon name="error" />
      <div>
        <b role="alert">{fact}</b>
        <p>{next}</p>
      </div>
    </div>
  );
}
