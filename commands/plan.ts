/** Everything the wiring needs to build a house, prepared by `run` and by tests. */
import type { Page } from "#actors/web/view.ts";
import type { Settings } from "#config/schema.ts";
import type { BoardFacts, ByteSource, Thermometers } from "#drivers/ports.ts";
import type { Fault } from "#model/fault.ts";
import type { PartStatus } from "#model/status.ts";
import type { Clock } from "#runtime/clock.ts";
import type { HouseReport } from "#runtime/wiring.ts";
import type { LogBook } from "#runtime/log.ts";
import type { Supervisor } from "#runtime/supervisor.ts";
import type { Topic } from "#runtime/topic.ts";

export type Plan = {
  readonly version: string;
  readonly settings: Settings;
  /** Source by meter id; meters without one stand still. */
  readonly sources: ReadonlyMap<string, ByteSource>;
  readonly dataDir: string;
  readonly board: BoardFacts;
  readonly thermometers: Thermometers;
  readonly page: Page;
  readonly clock: Clock;
  readonly book: LogBook;
  /** What was wrong with the settings: shown as parts that do not work. */
  readonly faults: readonly { part: string; fault: Fault }[];
  readonly onListening: (url: string) => void;
  readonly memoryFreeBytes: () => number;
};

/** A house that has been wired and waits to be run. */
export type House = {
  readonly supervisor: Supervisor;
  readonly report: () => HouseReport;
  readonly statuses: Topic<PartStatus>;
};

export type BuildHouse = (plan: Plan) => House;
