/** Says that the line to the server is broken, and when it is tried again. */
import { duration } from "../format.ts";
import { Banner } from "../parts/banner.tsx";
import { nowMs } from "../store/clock.ts";
import { link } from "../store/link.ts";
import { text } from "../text/mod.ts";

export function LinkBanner() {
  const state = link.value;
  if (state.state !== "broken") return null;
  const next = state.retryAtMs === null
    ? text.linkTrying
    : text.linkRetry(duration(Math.max(1000, state.retryAtMs - nowMs.value)));
  return <Banner fact={text.linkLost} next={next} />;
}
