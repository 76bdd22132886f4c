/** What the page shows before the first reading: what every part on the way is doing. */
import type { PartStatus } from "#model/status.ts";
import { Pill } from "../parts/pill.tsx";
import { kindOf } from "../store/lights.ts";
import { parts } from "../store/live.ts";
import { link } from "../store/link.ts";
import { text } from "../text/mod.ts";

/** The way of a reading: nothing appears before each of these is well. */
const WAY = ["config", "source", "decoder", "history"];

export function Waiting() {
  const isOpen = link.value.state === "open";
  const steps = WAY.flatMap((kind) => parts.value.filter(({ part }) => kindOf(part) === kind));
  return (
    <section class="panel">
      <div class="row">
        <div class="cell waiting">
          <h2>{isOpen ? text.waiting : text.connecting}</h2>
          <p class="note">{isOpen ? text.waitingNote : text.connectingNote}</p>
          {isOpen && <ul>{steps.map((step) => <Step key={step.part} step={step} />)}</ul>}
        </div>
      </div>
    </section>
  );
}

function Step({ step: { part, state, text: words, fault } }: { step: PartStatus }) {
  return (
    <li>
      <Pill state={state}>{text.partNames[kindOf(part)] ?? part}</Pill>
      <p class="note">
        {words}
        {fault !== null && <span class="mute">{fault.hint}</span>}
      </p>
    </li>
  );
}
