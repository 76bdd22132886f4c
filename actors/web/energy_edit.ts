/** Changes of history that come over the web: sums typed by people, and files. */
import type { EditReport, EnergyChange, EnergyEdit } from "#model/edits.ts";
import { CHANGES_MAX } from "#model/edits.ts";
import type { EnergyPoint } from "#model/energy.ts";
import { Fault } from "#model/fault.ts";
import type { ImportedSpan } from "#model/imported.ts";
import { turn } from "#runtime/turn.ts";
import { QUARTER_MS } from "#energy/quarter.ts";
import { reshaped } from "#energy/reshaped.ts";
import { windowsOf } from "#energy/windows.ts";
import type { AskedSpan } from "./query.ts";
import type { WebView } from "./view.ts";

/** New sums of spans of one meter. */
export type SpanEdit = Pick<AskedSpan, "meter" | "zone"> & {
  /** What the log says of it. */
  readonly note: string;
  /** Whole quarters that are over, oldest first, without overlap. */
  readonly spans: readonly ImportedSpan[];
};

/** Gives spans new sums, in the shape that their quarters had, as one batch. */
export async function editSpans(view: WebView, edit: SpanEdit): Promise<EditReport> {
  const { meter, zone, note, spans } = edit;
  const quarters = spans.reduce((sum, { fromMs, toMs }) => sum + (toMs - fromMs) / QUARTER_MS, 0);
  if (quarters > CHANGES_MAX) {
    throw new Fault("web-too-large", { what: `${quarters} quarters, at most ${CHANGES_MAX}` });
  }
  const whole = { fromMs: spans[0]?.fromMs ?? 0, toMs: spans.at(-1)?.toMs ?? 0 };
  const changes: EnergyChange[] = [];
  for (const window of windowsOf("15min", whole, zone)) {
    const inside = spans.filter(({ fromMs }) => fromMs >= window.fromMs && fromMs < window.toMs);
    if (inside.length === 0) continue;
    const known = await quartersIn(view, { meter, zone, ...window });
    for (const span of inside) changes.push(...reshaped(span, known));
  }
  return await view.history.ask("edit", { meter, kind: "edit", note, changes });
}

/** The known quarters of a span, oldest first. */
export async function quartersIn(
  view: WebView,
  { meter, zone, ...span }: AskedSpan,
): Promise<EnergyPoint[]> {
  const quarters: EnergyPoint[] = [];
  for (const window of windowsOf("15min", span, zone)) {
    await turn();
    quarters.push(...await view.history.ask("energy", { meter, step: "15min", ...window }));
  }
  return quarters;
}

/** Hands a batch in by parts; it counts as a whole when the last is in. `null` without any. */
export async function storeBatch(
  view: WebView,
  batch: Omit<EnergyEdit, "changes" | "batch" | "isUnfinished">,
  parts: Iterable<EnergyChange[]>,
): Promise<EditReport | null> {
  let report: EditReport | null = null;
  const hand = async (changes: readonly EnergyChange[], isUnfinished: boolean) => {
    const begun = report === null ? {} : { batch: report.batch };
    const next = await view.history.ask("edit", { ...batch, ...begun, changes, isUnfinished });
    report = {
      batch: next.batch,
      changed: next.changed + (report?.changed ?? 0),
      kept: next.kept + (report?.kept ?? 0),
    };
  };
  for (const part of parts) await hand(part, true);
  if (report !== null) await hand([], false);
  return report;
}
