/** A state: an icon of its own shape, then a word. Good ones are quiet, exceptions are filled. */
import type { ComponentChildren } from "preact";
import type { PartState } from "#model/status.ts";
import { Icon, type IconName } from "./icon.tsx";

const LOOKS: Record<PartState, { icon: IconName; look: string }> = {
  off: { icon: "off", look: "off" },
  waiting: { icon: "busy", look: "off" },
  ok: { icon: "ok", look: "ok" },
  warning: { icon: "warn", look: "warn" },
  fault: { icon: "error", look: "danger" },
};

type PillProps = {
  readonly state: PartState;
  readonly icon?: IconName;
  readonly children: ComponentChildren;
};

export function Pill({ state, icon, children }: PillProps) {
  const own = LOOKS[state];
  return (
    <span class={`pill ${own.look}`}>
      <Icon name={icon ?? own.icon} />
      {children}
    </span>
  );
}
