/** Everything the routes may look at. Made by the wiring; nothing here can change the house. */
import type { BoardFacts } from "#drivers/ports.ts";
import type { Settings } from "#config/schema.ts";
import type { HistoryQuestions } from "#model/history.ts";
import type { PeakQuestions } from "#model/peaks.ts";
import type { QuarantinedReading } from "#model/quarantine.ts";
import type { Zone } from "#model/zone.ts";
import type { Clock } from "#runtime/clock.ts";
import type { Desk } from "#runtime/desk.ts";
import type { HouseReport } from "#runtime/wiring.ts";
import type { LogBook } from "#runtime/log.ts";
import type { Tray } from "#runtime/tray.ts";
import type { EventStream } from "./event_stream.ts";
import type { LiveState } from "./live_state.ts";

/** A file of the page, held in memory. */
export type PageFile = {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly type: string;
  /** Names that carry a hash of their content never change. */
  readonly immutable: boolean;
};

/** The page as bundled, by path without a leading slash; empty when it has not been built. */
export type Page = { readonly build: string; readonly files: ReadonlyMap<string, PageFile> };

export type WebView = {
  readonly version: string;
  readonly startedAtMs: number;
  readonly clock: Clock;
  readonly book: LogBook;
  readonly settings: Settings;
  readonly meters: readonly { readonly id: string; readonly zone: Zone }[];
  readonly board: BoardFacts;
  readonly history: Desk<HistoryQuestions>;
  readonly tariff: Desk<PeakQuestions>;
  /** Readings that were put aside. */
  readonly quarantine: Tray<QuarantinedReading>;
  readonly state: LiveState;
  readonly events: EventStream;
  readonly page: Page;
  readonly report: () => HouseReport;
  readonly memoryFreeBytes: () => number;
  /** Told once per start at which address the page can be opened. */
  readonly onListening: (url: string) => void;
};
