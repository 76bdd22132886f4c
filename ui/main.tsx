/** The page: theme, address and line to the server are started, then the view of the address. */
import { render } from "preact";
import { Rail } from "./parts/rail.tsx";
import { type Route, route, startRoute } from "./store/route.ts";
import { startSession } from "./store/session.ts";
import { startTheme } from "./store/theme.ts";
import { text } from "./text/mod.ts";
import { NowView } from "./views/now.tsx";
import { StatusView } from "./views/status.tsx";

const VIEWS: Record<Route, () => preact.JSX.Element> = { now: NowView, status: StatusView };

function Page() {
  const View = VIEWS[route.value];
  return (
    <>
      <a class="skip" href="#main" onClick={skip}>{text.skip}</a>
      <Rail />
      <main class="main" id="main" tabIndex={-1}>
        <View />
      </main>
    </>
  );
}

/** The part of the address behind `#` names the view, so the jump is made by hand. */
function skip(event: Event): void {
  event.preventDefault();
  document.getElementById("main")?.focus();
}

startTheme();
startRoute();
startSession();
render(<Page />, document.getElementById("page")!);
