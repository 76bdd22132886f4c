/** A web view over a history that a test answers for. */
import { EventStream } from "#actors/web/event_stream.ts";
import { LiveState } from "#actors/web/live_state.ts";
import type { WebView } from "#actors/web/view.ts";
import { loadSettings } from "#config/load.ts";
import type { HistoryQuestions } from "#model/history.ts";
import type { PeakQuestions } from "#model/peaks.ts";
import { Zone } from "#model/zone.ts";
import { VirtualClock } from "#runtime/clock.ts";
import { Desk } from "#runtime/desk.ts";
import { Tray } from "#runtime/tray.ts";
import { lifeOf } from "./life.ts";
import { quietBook } from "./quiet_book.ts";

export const NOW_MS = Date.UTC(2026, 0, 5, 12, 30);

/** History of a house that has heard nothing. */
const EMPTY: HistoryQuestions = {
  readings: () => Promise.resolve([]),
  power: () => [],
  energy: () => [],
  latest: () => null,
  heard: () => null,
  subMeters: () => [],
  temperatures: () => [],
  registers: () => [],
  events: () => [],
  epochs: () => [],
  edit: ({ changes }) => Promise.resolve({ batch: 1, changed: changes.length, kept: 0 }),
  undo: () => Promise.resolve(),
  batches: () => [],
  edited: () => [],
  backups: () => [],
  backup: () => false,
};

/** A house without a tariff. */
const NO_TARIFF: PeakQuestions = { month: () => Promise.resolve(null) };

export function testView(
  answers: Partial<HistoryQuestions> = {},
  overrides: readonly string[] = ["web.security=none"],
  peaks: Partial<PeakQuestions> = {},
): WebView & { clock: VirtualClock } {
  const clock = new VirtualClock(NOW_MS);
  const history = new Desk<HistoryQuestions>("history", clock, 5_000);
  void history.serve(lifeOf(new AbortController()), { ...EMPTY, ...answers });
  const tariff = new Desk<PeakQuestions>("tariff", clock, 5_000);
  void tariff.serve(lifeOf(new AbortController()), { ...NO_TARIFF, ...peaks });
  const { settings } = loadSettings(
    null,
    overrides.map((assignment) => {
      const [name, value] = assignment.split("=");
      return { name: name!, value: value! };
    }),
  );
  return {
    version: "1.2.3",
    startedAtMs: NOW_MS - 60_000,
    clock,
    book: quietBook(clock).book,
    settings,
    meters: [{ id: "main", zone: new Zone("Europe/Oslo") }],
    board: { mac: "02:00:00:AB:CD:EF", hostname: "shelf", arch: "aarch64" },
    history,
    tariff,
    quarantine: new Tray(10),
    state: new LiveState(),
    events: new EventStream(clock),
    page: { build: "b1", files: new Map() },
    report: () => ({ actors: [], queues: [], rings: [], desks: [] }),
    memoryFreeBytes: () => 1_000_000,
    onListening: () => {},
  };
}
