/** The Now page: the sheet of tiles, each row filled by the tiles that have something to show. */
import { Head } from "../parts/head.tsx";
import { live } from "../store/live.ts";
import { text } from "../text/mod.ts";
import { TILES } from "../tiles/mod.ts";
import { ROWS } from "../tiles/tile.ts";
import { LinkBanner } from "./link_banner.tsx";
import { Waiting } from "./waiting.tsx";

export function NowView() {
  return (
    <>
      <Head title={text.now} />
      <div class="page">
        <LinkBanner />
        {live.value === null ? <Waiting /> : <Sheet />}
      </div>
    </>
  );
}

function Sheet() {
  return (
    <section class="panel">
      {ROWS.map((row) => {
        const known = TILES.filter((tile) => tile.row === row && tile.isKnown());
        if (known.length === 0) return null;
        return (
          <div key={row} class={`row ${row}`}>
            {known.map(({ id, View }) => <View key={id} />)}
          </div>
        );
      })}
    </section>
  );
}
