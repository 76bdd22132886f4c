/** What upstream's JSON needs to know, gathered from the view. */
import type { DataFacts } from "#codec/upstream/data_json.ts";
import { LIGHTS, meterError, mqttError } from "#codec/upstream/codes.ts";
import type { SysinfoFacts } from "#codec/upstream/sysinfo_json.ts";
import type { PartStatus } from "#model/status.ts";
import type { WebView } from "./view.ts";

const SECURITY = { none: 0, configuration: 1, everything: 2 } as const;

/** The worse of two parts: a meter is ill when its port or its telegrams are. */
function worse(a: PartStatus | null, b: PartStatus | null): PartStatus | null {
  if (a === null || b === null) return a ?? b;
  return LIGHTS[a.state] > LIGHTS[b.state] ? a : b;
}

export function dataFacts(view: WebView): DataFacts {
  const settings = view.settings.meters[0]!;
  const stored = view.state.meter(settings.id);
  const meter = worse(
    view.state.part(`decoder:${settings.id}`),
    view.state.part(`source:${settings.id}`),
  );
  const mqtt = view.state.part("mqtt");
  return {
    reading: stored?.newest ?? null,
    running: stored?.running ?? null,
    peaks: view.state.peaks(settings.id),
    temperatures: view.state.temperatures,
    mainFuseA: settings.mainFuseA,
    productionKwp: settings.productionKwp,
    distributionSystem: settings.distributionSystem as 0 | 1 | 2,
    lights: {
      em: 1,
      hm: stored === null && meter?.state === "waiting" ? 0 : LIGHTS[meter?.state ?? "off"],
      wm: 1,
      mm: LIGHTS[mqtt?.state ?? "off"],
    },
    meterError: meterError(meter?.state ?? "off", meter?.fault?.code ?? null),
    mqttError: mqttError(mqtt?.fault?.code ?? null),
    uptimeS: Math.floor((view.clock.nowMs() - view.startedAtMs) / 1000),
    memoryFreeBytes: view.memoryFreeBytes(),
    nowMs: view.clock.nowMs(),
  };
}

export function sysinfoFacts(view: WebView): SysinfoFacts {
  const settings = view.settings.meters[0]!;
  const stored = view.state.meter(settings.id);
  const broker = view.settings.brokers[0];
  const mqtt = view.state.part("mqtt");
  const error = mqttError(mqtt?.fault?.code ?? null);
  return {
    version: view.version,
    ...view.board,
    reading: stored?.newest ?? null,
    running: stored?.running ?? null,
    security: SECURITY[view.settings.web.security],
    contextPath: view.settings.web.contextPath,
    zone: settings.zone,
    zoneOffsetMs: view.meters[0]!.zone.offsetMs(view.clock.nowMs()),
    services: broker === undefined || broker.host === ""
      ? []
      : [{ k: "mqtt", s: LIGHTS[mqtt?.state ?? "waiting"], e: error, d: broker.host }],
  };
}
