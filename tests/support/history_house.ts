/** The web surface over a real history in a directory of its own. */
import { VirtualClock } from "#runtime/clock.ts";
import { historyLife } from "./history_life.ts";
import { webClient } from "./web_client.ts";
import { NOW_MS, testView } from "./web_view.ts";

/** Opens the history of a directory at `NOW_MS`; whoever is done with it closes it. */
export function historyHouse(dataDir: string) {
  const { history } = historyLife(dataDir, new VirtualClock(NOW_MS));
  return { history, ...webClient(testView(history.answers)) };
}
